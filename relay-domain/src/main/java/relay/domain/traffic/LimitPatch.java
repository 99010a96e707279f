package relay.domain.traffic;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import relay.domain.settings.SettingType;

/**
 * What one rule says about limits: a number sets one, {@code unset} takes away what the rules
 * before it set, and what is not named stays as it is.
 *
 * @param values {@link #UNSET} for one that is taken away
 */
public record LimitPatch(Map<Limit, Long> values) {
  static final long UNSET = 0;
  static final LimitPatch EMPTY = new LimitPatch(Map.of());
  private static final long NUMBER_MAX = 1_000_000_000L;
  private static final SettingType<Long> OCTETS = SettingType.size(1, Long.MAX_VALUE >> 20);

  public LimitPatch {
    values = Map.copyOf(values);
  }

  /** For the pages of settings. */
  static SettingType<LimitPatch> type() {
    StringBuilder names = new StringBuilder();
    for (Limit limit : Limit.values()) {
      names.append(names.isEmpty() ? "" : ", ").append(limit.label());
    }
    return SettingType.of(
        "limits such as: connections=5, per-minute=600, octets-per-hour=unset; of " + names,
        LimitPatch::read);
  }

  /**
   * Reads {@code connections=5, per-minute=unset}.
   *
   * @throws IllegalArgumentException for what is no limit
   */
  public static LimitPatch read(String text) {
    if (text.isBlank()) {
      return EMPTY;
    }
    Map<Limit, Long> values = new EnumMap<>(Limit.class);
    for (String item : text.split(",", -1)) {
      String[] parts = item.split("=", -1);
      Limit limit =
          Limit.labelled(parts[0].strip())
              .orElseThrow(() -> new IllegalArgumentException(item.strip() + " is no limit"));
      if (parts.length != 2 || values.put(limit, value(limit, parts[1].strip())) != null) {
        throw new IllegalArgumentException(item.strip() + " does not say one value");
      }
    }
    return new LimitPatch(values);
  }

  /** As it is read. */
  @Override
  public String toString() {
    List<String> items = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      Long value = values.get(limit);
      if (value != null) {
        items.add(limit.label() + "=" + (value == UNSET ? "unset" : value.toString()));
      }
    }
    return String.join(", ", items);
  }

  private static long value(Limit limit, String text) {
    if (text.equals("unset")) {
      return UNSET;
    }
    long value = limit.isOctets() ? OCTETS.read(text) : Long.parseLong(text);
    if (value < 1 || !limit.isOctets() && value > NUMBER_MAX) {
      throw new IllegalArgumentException(text + " is no limit");
    }
    return value;
  }
}
