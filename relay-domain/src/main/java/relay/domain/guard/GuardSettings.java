package relay.domain.guard;

import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How much must be free for new mail to be taken.
 *
 * @param diskReserve octets free on the disk of the data folder
 * @param heapPercentMax of the heap in use after a garbage collection
 */
public record GuardSettings(long diskReserve, int heapPercentMax) {
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

  public static final List<Setting<?>> ALL = List.of(DISK_RESERVE, HEAP_PERCENT_MAX);

  public static GuardSettings from(Settings settings) {
    return new GuardSettings(settings.get(DISK_RESERVE), settings.get(HEAP_PERCENT_MAX));
  }
}
