package relay.domain.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import relay.domain.control.Responsible;
import relay.domain.settings.Setting;

/** The limits that hold for one flow, each with the rule that set it. Immutable. */
public final class FlowLimits {
  /** No limit at all. */
  static final FlowLimits NONE =
      new FlowLimits(new long[Limit.values().length], new Responsible[Limit.values().length]);

  // Less is not worth two more moves of each mail that waits.
  private static final double NOTICEABLE = 1.25;

  private final long[] values;
  private final Responsible[] origins;

  /** One that is set, or that a rule took away. */
  public record Row(Limit limit, OptionalLong value, Responsible by) {}

  private FlowLimits(long[] values, Responsible[] origins) {
    this.values = values;
    this.origins = origins;
  }

  /** These, and over them what a later rule says. */
  FlowLimits with(LimitPatch patch, Responsible by) {
    if (patch.values().isEmpty()) {
      return this;
    }
    long[] merged = values.clone();
    Responsible[] from = origins.clone();
    for (Map.Entry<Limit, Long> entry : patch.values().entrySet()) {
      merged[entry.getKey().ordinal()] = entry.getValue();
      from[entry.getKey().ordinal()] = by;
    }
    return new FlowLimits(merged, from);
  }

  /** These, and over them what one of the operator's rules says, if there is one of this name. */
  FlowLimits with(Map<String, LimitPatch> patches, Setting<LimitPatch> setting, String name) {
    LimitPatch patch = patches.get(name);
    return patch == null ? this : with(patch, Responsible.setting(setting.keyFor(name)));
  }

  /** 0 where there is none. */
  long value(Limit limit) {
    return values[limit.ordinal()];
  }

  /** Whether there is any that all who send together must keep. */
  boolean areShared() {
    for (Limit limit : Limit.values()) {
      if (value(limit) > 0 && (limit == Limit.CONNECTIONS || limit.window().isPresent())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether one of them was lower until now, by so much that mail which waits for it should not
   * wait until the time that it was told.
   */
  boolean areLooserThan(FlowLimits before) {
    boolean isLooser = false;
    for (Limit limit : Limit.values()) {
      if (limit == Limit.CONNECTIONS || limit.window().isPresent()) {
        long old = before.value(limit);
        long now = value(limit);
        isLooser |= old > 0 && (now == 0 || now >= old * NOTICEABLE);
      }
    }
    return isLooser;
  }

  /** All that any rule spoke of. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      if (origins[limit.ordinal()] != null) {
        long value = value(limit);
        rows.add(
            new Row(
                limit,
                value == LimitPatch.UNSET ? OptionalLong.empty() : OptionalLong.of(value),
                origins[limit.ordinal()]));
      }
    }
    return rows;
  }
}
