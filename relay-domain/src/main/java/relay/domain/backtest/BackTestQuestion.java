package relay.domain.backtest;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.feedback.reply.InvalidRules;
import relay.domain.feedback.reply.ReplyRule;
import relay.domain.feedback.reply.ReplyRuleKind;
import relay.domain.feedback.review.ReviewSettings;
import relay.domain.tenancy.Tenant;
import relay.domain.traffic.RuleTrial;
import relay.domain.traffic.TrafficSettings;

/**
 * Which rules would be others, and on replies of which time that is tried.
 *
 * @param tenant whose rules about classes change; empty where the operator's about traffic do
 * @param rules by name; null where one would be gone
 * @param until not included
 */
public record BackTestQuestion(
    Optional<String> tenant, Map<String, JsonValue> rules, Instant from, Instant until) {
  private static final Duration USUAL = Duration.ofDays(1);
  private static final int RULES_MAX = 100;
  private static final String TENANT = "tenant";
  private static final String REPLY_RULES = "reply_rules";
  private static final String TRAFFIC_RULES = "traffic_rules";

  /**
   * Reads it; without a time it is about the last day.
   *
   * @throws InvalidField for the first field that breaks its rule
   */
  public static BackTestQuestion read(JsonObject json, Instant now) {
    Fields fields = new Fields(json);
    fields.names().stream()
        .filter(n -> !List.of(TENANT, REPLY_RULES, TRAFFIC_RULES, "from", "until").contains(n))
        .findFirst()
        .ifPresent(
            name -> {
              throw fields.invalid(name, "is not known here");
            });
    boolean isOfTenant = json.containsKey(REPLY_RULES);
    if (isOfTenant == json.containsKey(TRAFFIC_RULES)) {
      throw fields.invalid(REPLY_RULES, "or " + TRAFFIC_RULES + " must be there, one of them");
    }
    Optional<String> tenant = fields.text(TENANT).filter(t -> !t.isBlank());
    if (isOfTenant != tenant.isPresent()) {
      throw fields.invalid(
          TENANT, "must be there with " + REPLY_RULES + ", and with " + TRAFFIC_RULES + " not");
    }
    Instant until = fields.instant("until").orElse(now);
    Instant from = fields.instant("from").orElse(until.minus(USUAL));
    if (!from.isBefore(until)) {
      throw fields.invalid("from", "must be before until");
    }
    String name = isOfTenant ? REPLY_RULES : TRAFFIC_RULES;
    return new BackTestQuestion(tenant, rules(json, name), from, until);
  }

  private static Map<String, JsonValue> rules(JsonObject json, String name) {
    if (!(json.get(name) instanceof JsonObject rules)
        || rules.isEmpty()
        || rules.size() > RULES_MAX) {
      throw new InvalidField(
          name, "must be an object of 1 to " + RULES_MAX + " rules by their names");
    }
    return new TreeMap<>(rules);
  }

  /**
   * The test, ready to take events.
   *
   * @throws InvalidField where such rules would be refused
   */
  public BackTest test(
      ControlState state,
      TrafficSettings traffic,
      ReviewSettings bounds,
      BooleanSupplier isTimeOver) {
    RuleChange change =
        tenant
            .<RuleChange>map(t -> classes(state, t))
            .orElseGet(() -> new ReactionChange(RuleTrial.of(traffic), reactions(traffic)));
    return new BackTest(change, bounds.backTestMax(), isTimeOver);
  }

  private RuleChange classes(ControlState state, String of) {
    if (Tenant.mustExist(state, of).isPresent()) {
      throw new InvalidField(TENANT, "must be one that there is");
    }
    Map<String, Optional<ReplyRule>> changes = new TreeMap<>();
    rules.forEach(
        (id, json) -> {
          if (json == JsonValue.NULL) {
            changes.put(id, Optional.empty());
          } else if (json instanceof JsonObject rule) {
            changes.put(id, Optional.of(rule(of, id, rule)));
          } else {
            throw new InvalidField(REPLY_RULES + "." + id, "must be a rule, or null");
          }
        });
    try {
      return new ClassChange(
          of,
          ReplyRuleKind.changed(state, of, Map.of()),
          ReplyRuleKind.changed(state, of, changes));
    } catch (InvalidRules e) {
      throw new InvalidField(REPLY_RULES, "cannot be used: " + e.getMessage());
    }
  }

  private static ReplyRule rule(String tenant, String id, JsonObject json) {
    try {
      return ReplyRuleKind.REPLY_RULE.read(ReplyRule.key(tenant, id), 0, json);
    } catch (InvalidField e) {
      throw new InvalidField(REPLY_RULES + "." + id + "." + e.field(), e.rule());
    }
  }

  private RuleTrial reactions(TrafficSettings traffic) {
    Map<String, String> texts = new TreeMap<>();
    rules.forEach(
        (name, value) -> {
          if (value != JsonValue.NULL && !(value instanceof JsonString)) {
            throw new InvalidField(
                TRAFFIC_RULES + "." + name, "must be a text as of traffic.reply-rule, or null");
          }
          texts.put(name, value instanceof JsonString text ? text.getString() : "");
        });
    try {
      return RuleTrial.of(traffic, texts);
    } catch (IllegalArgumentException e) {
      throw new InvalidField(TRAFFIC_RULES, "cannot be used: " + e.getMessage());
    }
  }
}
