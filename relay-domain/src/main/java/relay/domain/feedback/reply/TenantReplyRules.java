package relay.domain.feedback.reply;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;

/**
 * The classifier of each tenant: its own rules, then those that come with the relay. Costs a field
 * read and, where anybody has rules, a look into a map. Thread-safe.
 */
public final class TenantReplyRules {
  private static final ReplyClassifier SHIPPED = new ReplyClassifier();

  /** Nobody has rules of his own. */
  public static final TenantReplyRules NONE = new TenantReplyRules(() -> ControlState.EMPTY);

  private final ControlSource source;
  private volatile Known known = new Known(ControlState.EMPTY, Map.of());

  private record Known(ControlState state, Map<String, ReplyClassifier> classifiers) {}

  public TenantReplyRules(ControlSource source) {
    this.source = source;
  }

  /** By the rules as they are now. */
  public ReplyClassifier of(String tenant) {
    return own(tenant).orElse(SHIPPED);
  }

  /** The same where the tenant has rules of its own; empty where it has none. */
  public Optional<ReplyClassifier> own(String tenant) {
    ControlState state = source.state();
    Known now = known;
    if (now.state() != state) {
      now = new Known(state, read(state));
      known = now;
    }
    return Optional.ofNullable(now.classifiers().get(tenant));
  }

  private static Map<String, ReplyClassifier> read(ControlState state) {
    List<ReplyRule> all = state.all(ReplyRuleKind.REPLY_RULE);
    if (all.isEmpty()) {
      return Map.of();
    }
    Map<String, ReplyClassifier> classifiers = new HashMap<>();
    for (String tenant : all.stream().map(ReplyRule::tenant).collect(Collectors.toSet())) {
      // a sample may have lost the rule that knew it, with another one: that breaks no mail
      RuleSet own = RuleSet.own(ReplyRuleKind.of(state, tenant), false);
      classifiers.put(tenant, new ReplyClassifier(own, RuleSet.shipped()));
    }
    return classifiers;
  }
}
