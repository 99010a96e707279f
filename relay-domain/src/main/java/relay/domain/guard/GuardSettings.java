package relay.domain.guard;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How much must be free for new mail to be taken.
 *
 * @param diskReserve octets free on the disk of the data folder
 * @param heapPercentMax of the heap in use after a garbage collection
 * @param diskSlow octets free, below which new mail is slowed
 * @param heapPercentSlow of the heap in use, above which new mail is slowed
 * @param heldMax submissions that are held at a time to slow their senders
 * @param heapLookAgain the least time between two collections that are asked for while heap is
 *     short
 */
public record GuardSettings(
    long diskReserve,
    int heapPercentMax,
    long diskSlow,
    int heapPercentSlow,
    int heldMax,
    Duration heapLookAgain) {
  static final Setting<Long> DISK_RESERVE =
      new Setting<>(
          "guard.disk-reserve",
          SettingType.size(1 << 20, 1L << 42),
          "500MB",
          "With less free space on the disk of the data folder new mail is refused with 452; what was accepted goes on being delivered.");
  static final Setting<Integer> HEAP_PERCENT_MAX =
      new Setting<>(
          "guard.heap-percent-max",
          SettingType.integer(50, 100),
          "92",
          "With more of the heap in use after a garbage collection new mail is refused with 452.");

  static final Setting<Long> DISK_SLOW =
      new Setting<>(
          "guard.disk-slow",
          SettingType.size(1 << 20, 1L << 42),
          "1GB",
          "With less free space on the disk of the data folder new mail is held for a moment before it is taken, the longer the nearer guard.disk-reserve is, up to queue.slow-wait.");
  static final Setting<Integer> HEAP_PERCENT_SLOW =
      new Setting<>(
          "guard.heap-percent-slow",
          SettingType.integer(10, 100),
          "85",
          "The same with more of the heap in use after a garbage collection, up to guard.heap-percent-max.");
  static final Setting<Integer> HELD_MAX =
      new Setting<>(
          "guard.held-max",
          SettingType.integer(1, 10_000),
          "500",
          "How many submissions are held at a time to slow their senders; each holds a thread, and more are refused with 452.");

  static final Setting<Duration> HEAP_LOOK_AGAIN =
      new Setting<>(
          "guard.heap-look-again",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "1m",
          "While memory slows or refuses new mail a garbage collection is asked for so often, since nothing else may come to tell that there is room again.");

  public static final List<Setting<?>> ALL =
      List.of(
          DISK_RESERVE, HEAP_PERCENT_MAX, DISK_SLOW, HEAP_PERCENT_SLOW, HELD_MAX, HEAP_LOOK_AGAIN);

  public static GuardSettings from(Settings settings) {
    return new GuardSettings(
        settings.get(DISK_RESERVE),
        settings.get(HEAP_PERCENT_MAX),
        settings.get(DISK_SLOW),
        settings.get(HEAP_PERCENT_SLOW),
        settings.get(HELD_MAX),
        settings.get(HEAP_LOOK_AGAIN));
  }
}
