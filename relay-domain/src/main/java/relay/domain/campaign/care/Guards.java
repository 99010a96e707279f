package relay.domain.campaign.care;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/**
 * What a campaign says of its guards; for what it leaves out the settings hold.
 *
 * @param limits of those guards that it says something of
 * @param sample how many mails there must be before a guard judges them
 */
public record Guards(Map<Guard, GuardLimit> limits, Optional<Integer> sample) {
  /** As the settings say. */
  public static final Guards USUAL = new Guards(Map.of(), Optional.empty());

  static final int SAMPLE_MAX = 1_000_000;

  public Guards {
    var copy = new EnumMap<Guard, GuardLimit>(Guard.class);
    copy.putAll(limits);
    limits = Collections.unmodifiableMap(copy);
  }

  /** The fields of an object with one field for each guard. */
  public static Guards read(Fields fields) {
    Map<Guard, GuardLimit> limits = new EnumMap<>(Guard.class);
    for (Guard guard : Guard.values()) {
      GuardLimit limit = GuardLimit.read(fields.within(guard.label()));
      if (!limit.isEmpty()) {
        limits.put(guard, limit);
      }
    }
    long sample = fields.number("sample", 1, SAMPLE_MAX, 0);
    return new Guards(limits, sample == 0 ? Optional.empty() : Optional.of((int) sample));
  }

  /** As it was read; empty where nothing was said. */
  public JsonObject write() {
    JsonObjectBuilder out = ControlJson.object();
    sample.ifPresent(mails -> out.add("sample", mails));
    limits.forEach((guard, limit) -> out.add(guard.label(), limit.write()));
    return out.build();
  }

  /** What holds for the campaign. */
  public GuardRules rules(GuardSettings settings) {
    Map<Guard, GuardLimit> all = new EnumMap<>(settings.limits());
    limits.forEach((guard, limit) -> all.merge(guard, limit, (usual, own) -> own.or(usual)));
    return new GuardRules(all, sample.orElse(settings.sample()), settings.count());
  }
}
