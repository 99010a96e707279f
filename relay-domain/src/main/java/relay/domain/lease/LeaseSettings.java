package relay.domain.lease;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How nodes over one database share the limits of flows.
 *
 * @param round pause between two looks at what the others have
 * @param time how long a slice is a node's without another word
 * @param lostAfter how long a node that is not heard of counts, and keeps its even part
 * @param nodesExpected how many there are at least, for a node that cannot ask
 * @param keptPercent of its even part that a node without mail for a flow keeps of it
 * @param changePercent of its even part below which a slice is not changed
 * @param flowsMax for how many flows a node asks at a time
 * @param defaultSource whether the flows of the source of the settings are shared, too
 */
public record LeaseSettings(
    Duration round,
    Duration time,
    Duration lostAfter,
    int nodesExpected,
    int keptPercent,
    int changePercent,
    int flowsMax,
    boolean defaultSource) {
  static final Setting<Duration> ROUND =
      new Setting<>(
          "lease.round",
          SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
          "2s",
          "How often a node whose database others may share tells them what it needs of the limits"
              + " of flows, and hears what they have.");
  static final Setting<Duration> TIME =
      new Setting<>(
          "lease.time",
          SettingType.duration(Duration.ofMillis(500), Duration.ofMinutes(5)),
          "10s",
          "How long a slice of a limit is a node's without another word; several rounds.");
  static final Setting<Duration> LOST_AFTER =
      new Setting<>(
          "lease.lost-after",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(24)),
          "1m",
          "How long the even part of a node that is not heard of is kept for it; at least three"
              + " times lease.time.");
  static final Setting<Integer> NODES_EXPECTED =
      new Setting<>(
          "lease.nodes-expected",
          SettingType.integer(1, 100),
          "1",
          "How many nodes there are at least: a node that has not reached the database since its"
              + " start, or knew fewer, uses this part of the limits and no more.");
  static final Setting<Integer> KEPT_PERCENT =
      new Setting<>(
          "lease.kept-percent",
          SettingType.integer(1, 100),
          "10",
          "How much of its even part a node keeps of a flow for which it has no mail, so that the"
              + " first can go at once.");
  static final Setting<Integer> CHANGE_PERCENT =
      new Setting<>(
          "lease.change-percent",
          SettingType.integer(0, 100),
          "10",
          "A slice is changed when it is to be larger or smaller by so much of an even part.");
  static final Setting<Integer> FLOWS_MAX =
      new Setting<>(
          "lease.flows-max",
          SettingType.integer(1, 10_000),
          "500",
          "For how many flows a node asks, those with most mail first; of others it has its even"
              + " part.");
  static final Setting<Boolean> DEFAULT_SOURCE =
      new Setting<>(
          "lease.default-source",
          SettingType.yesNo(),
          "true",
          "Whether nodes share the limits of mail from the addresses of the settings, too. false"
              + " where each node has an address of its own towards the world: then each may use"
              + " the whole of a limit for it.");

  /** Obeyed while the relay runs, as all that the traffic control asks for. */
  public static final List<Setting<?>> ALL =
      List.of(
          ROUND,
          TIME,
          LOST_AFTER,
          NODES_EXPECTED,
          KEPT_PERCENT,
          CHANGE_PERCENT,
          FLOWS_MAX,
          DEFAULT_SOURCE);

  public static LeaseSettings from(Settings settings) {
    Duration time = settings.get(TIME);
    Duration least = time.multipliedBy(3);
    Duration lost = settings.get(LOST_AFTER);
    return new LeaseSettings(
        settings.get(ROUND),
        time,
        lost.compareTo(least) < 0 ? least : lost,
        settings.get(NODES_EXPECTED),
        settings.get(KEPT_PERCENT),
        settings.get(CHANGE_PERCENT),
        settings.get(FLOWS_MAX),
        settings.get(DEFAULT_SOURCE));
  }
}
