package relay.domain.queue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * The message broker: the one inside, or those outside.
 *
 * @param hosts outside brokers as host:port; empty: the broker runs inside this process
 * @param user for outside brokers; empty: none
 * @param password for outside brokers
 * @param tls to outside brokers
 * @param journalBufferMicros how long a commit may wait for others to share its disk write, in
 *     microseconds
 * @param memory octets of all queues together that stay in memory; what is more goes to page files
 * @param laneMemory octets of one lane that stay in memory
 * @param roomMemory octets of one waiting room that stay in memory
 * @param otherMemory octets of any other queue that stay in memory
 * @param diskReserve octets that the broker leaves free on its disk; at this point it stops taking
 *     messages
 * @param prefetch octets that a worker may take ahead; 0: nothing, so that a slow destination holds
 *     no other mail
 * @param largeMessage octets from which a mail is stored in a file of its own
 * @param deliveryAttemptsMax how often a lane hands the same message to a worker that dies or
 *     throws before it goes to the dead-letter queue
 * @param duplicateIds how many ids each queue remembers to drop repeated sends
 * @param door for producers of other processes
 */
public record BrokerSettings(
    List<String> hosts,
    String user,
    String password,
    BrokerTlsSettings tls,
    int journalBufferMicros,
    long memory,
    long laneMemory,
    long roomMemory,
    long otherMemory,
    long diskReserve,
    int prefetch,
    int largeMessage,
    int deliveryAttemptsMax,
    int duplicateIds,
    BrokerDoorSettings door) {
  /** So many waiting rooms are counted in the memory rule: each lane has its own. */
  public static final int ROOMS_MAX = 42;

  private static final int LANES = 3;
  private static final int OTHERS = 4;
  private static final long MB = 1 << 20;

  static final Setting<List<String>> HOSTS =
      new Setting<>(
          "broker.hosts",
          SettingType.listOf(
              SettingType.text("host:port", Pattern.compile("[^:,\\s]{1,253}:\\d{1,5}")), 16),
          "",
          "Outside Artemis brokers; empty: the broker runs inside the relay.");
  static final Setting<String> USER =
      new Setting<>("broker.user", SettingType.text(), "", "User name at outside brokers.");
  static final Setting<String> PASSWORD =
      new Setting<>("broker.password", SettingType.text(), "", "Password at outside brokers.");
  static final Setting<Integer> JOURNAL_BUFFER_MICROS =
      new Setting<>(
          "broker.journal-buffer-micros",
          SettingType.integer(50, 10_000),
          "300",
          "Microseconds a commit may wait for others to share its disk write.");
  static final Setting<Long> MEMORY =
      new Setting<>(
          "broker.memory",
          SettingType.size(16 * MB, 64 * 1024 * MB),
          "256MB",
          "Memory for all queues together; must exceed three lanes, 42 waiting rooms and four other"
              + " queues, or a backlog slows every lane.");
  static final Setting<Long> LANE_MEMORY =
      new Setting<>(
          "broker.lane-memory",
          SettingType.size(MB, 16 * 1024 * MB),
          "40MB",
          "Memory of one lane; what is more goes to page files.");
  static final Setting<Long> ROOM_MEMORY =
      new Setting<>(
          "broker.room-memory",
          SettingType.size(MB, 16 * 1024 * MB),
          "2MB",
          "Memory of one waiting room; what is more goes to page files.");
  static final Setting<Long> OTHER_MEMORY =
      new Setting<>(
          "broker.other-memory",
          SettingType.size(MB, 16 * 1024 * MB),
          "8MB",
          "Memory of any other queue; what is more goes to page files.");
  static final Setting<Long> DISK_RESERVE =
      new Setting<>(
          "broker.disk-reserve",
          SettingType.size(MB, 1024 * 1024 * MB),
          "100MB",
          "Free disk space at which the broker stops taking messages; the relay refuses mail far"
              + " earlier.");
  static final Setting<Long> PREFETCH =
      new Setting<>(
          "broker.prefetch",
          SettingType.size(0, 16 * MB),
          "0",
          "Octets a worker may take ahead of its work; 0 lets no mail wait behind a slow one.");
  static final Setting<Long> LARGE_MESSAGE =
      new Setting<>(
          "broker.large-message",
          SettingType.size(50 * 1024, 450 * 1024),
          "400KB",
          "Size from which a mail is stored in a file of its own.");
  static final Setting<Integer> DELIVERY_ATTEMPTS_MAX =
      new Setting<>(
          "broker.delivery-attempts-max",
          SettingType.integer(2, 1000),
          "20",
          "How often a message whose worker failed is handed out before it goes to the dead-letter"
              + " queue.");
  static final Setting<Integer> DUPLICATE_IDS =
      new Setting<>(
          "broker.duplicate-ids",
          SettingType.integer(100, 1_000_000),
          "20000",
          "How many ids each queue remembers to drop repeated sends after a crash.");

  /** In the order of the reference page. */
  public static final List<Setting<?>> ALL =
      Stream.of(
              List.of(HOSTS, USER, PASSWORD),
              BrokerTlsSettings.ALL,
              List.of(
                  JOURNAL_BUFFER_MICROS,
                  MEMORY,
                  LANE_MEMORY,
                  ROOM_MEMORY,
                  OTHER_MEMORY,
                  DISK_RESERVE,
                  PREFETCH,
                  LARGE_MESSAGE,
                  DELIVERY_ATTEMPTS_MAX,
                  DUPLICATE_IDS),
              BrokerDoorSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  public BrokerSettings {
    hosts = List.copyOf(hosts);
    long needed = LANES * laneMemory + ROOMS_MAX * roomMemory + OTHERS * otherMemory;
    if (memory < needed) {
      throw new InvalidSetting(
          MEMORY.key(),
          String.valueOf(memory),
          "must be at least "
              + needed
              + ", the sum of 3 x broker.lane-memory, 42 x broker.room-memory, 4 x"
              + " broker.other-memory");
    }
  }

  /** Reads the record. */
  public static BrokerSettings from(Settings settings) {
    return new BrokerSettings(
        settings.get(HOSTS),
        settings.get(USER),
        settings.get(PASSWORD),
        BrokerTlsSettings.from(settings),
        settings.get(JOURNAL_BUFFER_MICROS),
        settings.get(MEMORY),
        settings.get(LANE_MEMORY),
        settings.get(ROOM_MEMORY),
        settings.get(OTHER_MEMORY),
        settings.get(DISK_RESERVE),
        Math.toIntExact(settings.get(PREFETCH)),
        Math.toIntExact(settings.get(LARGE_MESSAGE)),
        settings.get(DELIVERY_ATTEMPTS_MAX),
        settings.get(DUPLICATE_IDS),
        BrokerDoorSettings.from(settings));
  }

  /** Whether the broker runs in this process. */
  public boolean isEmbedded() {
    return hosts.isEmpty();
  }
}
