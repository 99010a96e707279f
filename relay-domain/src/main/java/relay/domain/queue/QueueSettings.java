package relay.domain.queue;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How mail is kept and moved in the queues.
 *
 * @param sendersMax sessions that send to the broker at once
 * @param sendTimeout a send that takes longer counts as failed
 * @param contentInMemoryMax larger contents go through temporary files and large messages
 * @param laneMails in a lane, from which on new ones are taken more slowly; twice as many, and they
 *     are refused for now
 * @param laneSize octets in a lane, with the same meaning
 * @param slowWait how long a submission waits for a lane that is being slowed
 * @param storePatience how long a worker tries to store the outcome of an attempt before the mail
 *     goes back to the broker
 * @param moveBatch mails moved out of a waiting room in one transaction
 */
public record QueueSettings(
    int sendersMax,
    Duration sendTimeout,
    long contentInMemoryMax,
    int laneMails,
    long laneSize,
    Duration slowWait,
    Duration storePatience,
    int moveBatch) {
  static final Setting<Integer> SENDERS_MAX =
      new Setting<>(
          "queue.senders-max",
          SettingType.integer(1, 1_000),
          "64",
          "How many sessions send to the broker at once; more senders wait for one.");
  static final Setting<Duration> SEND_TIMEOUT =
      new Setting<>(
          "queue.send-timeout",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofMinutes(4)),
          "20s",
          "A send to the broker that takes longer counts as failed; the client is told to try again.");
  static final Setting<Long> CONTENT_IN_MEMORY_MAX =
      new Setting<>(
          "queue.content-in-memory-max",
          SettingType.size(16 << 10, 16 << 20),
          "384KB",
          "Mails larger than this go through temporary files and are streamed to and from the broker.");
  static final Setting<Integer> LANE_MAILS =
      new Setting<>(
          "queue.lane-mails",
          SettingType.integer(10, 10_000_000),
          "1500",
          "From so many mails in a lane on, new ones are accepted only as fast as it is worked off; from twice as many on they are refused with 452.");
  // Well below the limit of the lane's address in the broker, 40 MB, where paging begins.
  static final Setting<Long> LANE_SIZE =
      new Setting<>(
          "queue.lane-size",
          SettingType.size(1 << 20, 1L << 40),
          "16MB",
          "The same for the octets in a lane.");
  static final Setting<Duration> SLOW_WAIT =
      new Setting<>(
          "queue.slow-wait",
          SettingType.duration(Duration.ofMillis(1), Duration.ofMinutes(2)),
          "2s",
          "How long a submission waits at most while its lane is being slowed.");
  static final Setting<Duration> STORE_PATIENCE =
      new Setting<>(
          "queue.store-patience",
          SettingType.duration(Duration.ZERO, Duration.ofHours(1)),
          "5m",
          "How long a worker keeps trying to store the outcome of an attempt while journal or broker fail.");
  static final Setting<Integer> MOVE_BATCH =
      new Setting<>(
          "queue.move-batch",
          SettingType.integer(1, 1_000),
          "50",
          "Mails that leave a waiting room in one transaction.");

  public static final List<Setting<?>> ALL =
      List.of(
          SENDERS_MAX,
          SEND_TIMEOUT,
          CONTENT_IN_MEMORY_MAX,
          LANE_MAILS,
          LANE_SIZE,
          SLOW_WAIT,
          STORE_PATIENCE,
          MOVE_BATCH);

  public static QueueSettings from(Settings settings) {
    return new QueueSettings(
        settings.get(SENDERS_MAX),
        settings.get(SEND_TIMEOUT),
        settings.get(CONTENT_IN_MEMORY_MAX),
        settings.get(LANE_MAILS),
        settings.get(LANE_SIZE),
        settings.get(SLOW_WAIT),
        settings.get(STORE_PATIENCE),
        settings.get(MOVE_BATCH));
  }
}
