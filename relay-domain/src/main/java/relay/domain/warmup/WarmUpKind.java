package relay.domain.warmup;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.delivery.Origin;
import relay.domain.egress.EgressSource;
import relay.domain.tenancy.SendWindow;
import relay.domain.tenancy.ShortName;
import relay.domain.text.GivenTime;
import relay.domain.traffic.FlowRules;

/** Warm-up plans as control objects of the platform, each named like its egress source. */
public final class WarmUpKind implements ControlKind<WarmUpPlan> {
  static final WarmUpProviders SHIPPED = new WarmUpProviders(FlowRules::shippedIds);

  /** With the providers as shipped alone. */
  public static final ControlKind<WarmUpPlan> PLAN = new WarmUpKind(SHIPPED);

  private static final int GROWTH_MIN = 5;
  private static final int GROWTH_MAX = 100;
  private static final int GROWTH_USUAL = 40;
  private static final long TARGET_MAX = 10_000_000;
  private static final long TARGET_USUAL = 50_000;
  private static final int DAYS_MAX = 365;
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final WarmUpProviders providers;

  /**
   * @param providers that a plan may name
   */
  public WarmUpKind(WarmUpProviders providers) {
    this.providers = providers;
  }

  @Override
  public String name() {
    return WarmUpPlan.KIND;
  }

  @Override
  public Class<WarmUpPlan> type() {
    return WarmUpPlan.class;
  }

  @Override
  public boolean isOfPlatform() {
    return true;
  }

  @Override
  public WarmUpPlan read(ControlKey key, long version, JsonObject json) {
    if (!key.tenant().isEmpty()) {
      throw new InvalidField("tenant", "must be none: warm-up plans belong to the platform");
    }
    try {
      ShortName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", "must be the name of an egress source, or default");
    }
    Fields fields = new Fields(json);
    Optional<SendWindow> window = SendWindow.read(fields.within("window"));
    if (window.filter(SendWindow::isLocal).isPresent()) {
      throw fields
          .within("window")
          .invalid("recipient_zone", "must be false: a day is one for all");
    }
    return new WarmUpPlan(
        key.id(),
        version,
        fields.word("mode", WarmUpMode.class).orElse(WarmUpMode.ACTIVE),
        (int) fields.number("growth_percent", GROWTH_MIN, GROWTH_MAX, GROWTH_USUAL),
        fields.number("target", 1, TARGET_MAX, TARGET_USUAL),
        bases(json, fields),
        byProvider(
            json,
            fields,
            "steps",
            "must be budgets of the first days, such as 50, 100, 250",
            WarmUpKind::steps),
        (int) fields.number("first_day", 1, DAYS_MAX, 1),
        fields.value("begins", "must be a date such as 2026-01-31", GivenTime::day),
        window);
  }

  private static Map<String, Long> bases(JsonObject json, Fields fields) {
    Fields inner = fields.within("base");
    Map<String, Long> bases = new TreeMap<>();
    for (String provider : names(json, inner, "base")) {
      bases.put(provider, inner.number(provider, 1, TARGET_MAX, 1));
    }
    return bases;
  }

  private static <T> Map<String, T> byProvider(
      JsonObject json, Fields fields, String field, String rule, Function<String, T> reader) {
    Fields inner = fields.within(field);
    Map<String, T> values = new TreeMap<>();
    for (String provider : names(json, inner, field)) {
      inner.value(provider, rule, reader).ifPresent(value -> values.put(provider, value));
    }
    return values;
  }

  private static List<String> names(JsonObject json, Fields inner, String field) {
    List<String> names = new ArrayList<>();
    if (json.get(field) instanceof JsonObject written) {
      for (Map.Entry<String, JsonValue> each : written.entrySet()) {
        String provider = each.getKey();
        if (!provider.equals(WarmUpPlan.ANY) && !PROVIDER.matcher(provider).matches()) {
          throw inner.invalid(
              provider, "must be named by the id of a provider, other, or " + WarmUpPlan.ANY);
        }
        if (each.getValue() != JsonValue.NULL) {
          names.add(provider);
        }
      }
    }
    return names;
  }

  private static List<Long> steps(String text) {
    List<Long> steps = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      long step = Long.parseLong(each.strip());
      if (step < 1 || step > TARGET_MAX || steps.size() >= DAYS_MAX) {
        throw new IllegalArgumentException(text);
      }
      steps.add(step);
    }
    return List.copyOf(steps);
  }

  @Override
  public JsonObject write(WarmUpPlan plan) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("mode", Fields.word(plan.mode()))
            .add("growth_percent", plan.growthPercent())
            .add("target", plan.target());
    if (!plan.bases().isEmpty()) {
      JsonObjectBuilder bases = ControlJson.object();
      new TreeMap<>(plan.bases()).forEach(bases::add);
      out.add("base", bases);
    }
    if (!plan.steps().isEmpty()) {
      JsonObjectBuilder steps = ControlJson.object();
      new TreeMap<>(plan.steps()).forEach((provider, some) -> steps.add(provider, text(some)));
      out.add("steps", steps);
    }
    out.add("first_day", plan.firstDay());
    ControlJson.add(out, "begins", plan.begins());
    plan.window().ifPresent(window -> out.add("window", window.write()));
    return out.build();
  }

  private static String text(List<Long> steps) {
    return steps.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** A plan of nothing would be taken for one that works. */
  @Override
  public Optional<Refusal> judgePut(ControlState state, WarmUpPlan after) {
    boolean known =
        after.source().equals(Origin.DEFAULT_SOURCE)
            || state.find(EgressSource.key(after.source())).isPresent();
    if (!known) {
      return Optional.of(
          new Refusal.Conflict("there is no egress source " + after.source() + "; make it first"));
    }
    Optional<WarmUpPlan> before = state.find(this, "", after.source());
    return unknown("base", after.bases(), before.map(WarmUpPlan::bases).orElse(Map.of()))
        .or(() -> unknown("steps", after.steps(), before.map(WarmUpPlan::steps).orElse(Map.of())));
  }

  /** A name that stands there already stays, so that its plan can be paused whatever it names. */
  private Optional<Refusal> unknown(String field, Map<String, ?> named, Map<String, ?> before) {
    return new TreeSet<>(named.keySet())
        .stream()
            .filter(id -> !id.equals(WarmUpPlan.ANY) && !providers.has(id))
            .filter(id -> !before.containsKey(id))
            .findFirst()
            .map(
                id ->
                    new Refusal.Invalid(
                        field + "." + id,
                        "must be named by one of " + WarmUpPlan.ANY + ", " + providers.names()));
  }
}
