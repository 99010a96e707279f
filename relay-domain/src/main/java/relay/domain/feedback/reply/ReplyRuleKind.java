package relay.domain.feedback.reply;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.tenancy.Tenant;

/**
 * Rules of tenants as control objects. A rule whose samples do not come out as it says, or that
 * takes a sample of another rule, is refused; so the rules that are there always agree.
 */
public final class ReplyRuleKind implements ControlKind<ReplyRule> {
  public static final ReplyRuleKind REPLY_RULE = new ReplyRuleKind();
  static final int OF_A_TENANT_MAX = 100;
  static final int PHRASES_MAX = 50;
  static final int SAMPLES_MAX = 20;
  private static final int LINE_CHARS_MAX = 500;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern PREFIX = Pattern.compile("[245][0-9.]{0,10}");
  private static final String LINE_RULE =
      "must be a line of 1 to " + LINE_CHARS_MAX + " characters that begins with no > or #";

  private ReplyRuleKind() {}

  @Override
  public String name() {
    return ReplyRule.KIND;
  }

  @Override
  public Class<ReplyRule> type() {
    return ReplyRule.class;
  }

  @Override
  public ReplyRule read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    if (!ID.matcher(key.id()).matches()) {
      throw new InvalidField("id", "must be 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    String classes = "must be one of " + List.of(ReplyClass.values());
    ReplyRule rule =
        new ReplyRule(
            key.tenant(),
            key.id(),
            version,
            fields
                .value("class", classes, ReplyClass::valueOf)
                .orElseThrow(() -> fields.invalid("class", classes)),
            fields
                .value("provider", "must be one of " + providers(), ReplyRuleKind::provider)
                .orElse(""),
            fields.word("stage", Moment.class).orElse(Moment.UNKNOWN),
            fields.list(
                "when",
                "must be the beginning of a code or status, such as 4 or 5.7",
                ReplyRuleKind::prefix),
            fields.list("phrases", LINE_RULE, ReplyRuleKind::line),
            fields.list("samples", LINE_RULE, ReplyRuleKind::line));
    number(fields, "phrases", rule.phrases().size(), PHRASES_MAX);
    number(fields, "samples", rule.samples().size(), SAMPLES_MAX);
    check(rule);
    return rule;
  }

  private static void number(Fields fields, String name, int size, int max) {
    if (size < 1 || size > max) {
      throw fields.invalid(name, "must be a list of 1 to " + max + " texts");
    }
  }

  /** Phrases that cannot be read, and samples that the rule itself does not know. */
  private static void check(ReplyRule rule) {
    try {
      RuleSet.own(List.of(rule), true);
    } catch (InvalidRules e) {
      boolean isSample = e.getMessage().contains(RuleSet.SAMPLE);
      throw new InvalidField(isSample ? "samples" : "phrases", "cannot be used: " + e.getMessage());
    }
  }

  @Override
  public JsonObject write(ReplyRule rule) {
    JsonObjectBuilder out = ControlJson.object().add("class", rule.result().name());
    if (!rule.provider().isEmpty()) {
      out.add("provider", rule.provider());
    }
    if (rule.moment() != Moment.UNKNOWN) {
      out.add("stage", Fields.word(rule.moment()));
    }
    ControlJson.add(out, "when", rule.when());
    ControlJson.add(out, "phrases", rule.phrases());
    ControlJson.add(out, "samples", rule.samples());
    return out.build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, ReplyRule after) {
    Optional<Refusal> nobodys = Tenant.mustExist(state, after.tenant());
    if (nobodys.isPresent()) {
      return nobodys;
    }
    List<ReplyRule> all = with(of(state, after.tenant()), after);
    if (all.size() > OF_A_TENANT_MAX) {
      return Optional.of(
          new Refusal.Conflict(
              "a tenant has at most " + OF_A_TENANT_MAX + " rules for replies; remove one first"));
    }
    try {
      RuleSet.own(all, true);
      return Optional.empty();
    } catch (InvalidRules e) {
      return Optional.of(new Refusal.Conflict(e.getMessage()));
    }
  }

  /**
   * The classifier of a tenant after changes of its rules; nothing is changed.
   *
   * @param changes by id; an empty one takes the rule away
   * @throws InvalidField or {@link InvalidRules} where such rules would be refused
   */
  public static ReplyClassifier changed(
      ControlState state, String tenant, Map<String, Optional<ReplyRule>> changes) {
    Stream<ReplyRule> kept =
        of(state, tenant).stream().filter(rule -> !changes.containsKey(rule.id()));
    List<ReplyRule> all =
        Stream.concat(kept, changes.values().stream().flatMap(Optional::stream))
            .sorted(Comparator.comparing(ReplyRule::id))
            .toList();
    // As they are they may be so: a sample may have lost the rule that knew it, with another one.
    return new ReplyClassifier(RuleSet.own(all, !changes.isEmpty()), RuleSet.shipped());
  }

  /** A tenant's rules in the order in which they are asked: by their ids. */
  static List<ReplyRule> of(ControlState state, String tenant) {
    return state.all(REPLY_RULE).stream()
        .filter(rule -> rule.tenant().equals(tenant))
        .sorted(Comparator.comparing(ReplyRule::id))
        .toList();
  }

  private static List<ReplyRule> with(List<ReplyRule> all, ReplyRule after) {
    return Stream.concat(
            all.stream().filter(rule -> !rule.id().equals(after.id())), Stream.of(after))
        .sorted(Comparator.comparing(ReplyRule::id))
        .toList();
  }

  private static List<String> providers() {
    return ReplyClassifier.providers();
  }

  private static String provider(String text) {
    if (!providers().contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static String prefix(String text) {
    if (!PREFIX.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static String line(String text) {
    String line = text.strip();
    boolean isLine =
        !line.isEmpty()
            && line.length() <= LINE_CHARS_MAX
            && !line.startsWith(">")
            && !line.startsWith("#")
            && line.chars().noneMatch(Character::isISOControl)
            && line.lines().count() == 1;
    if (!isLine) {
      throw new IllegalArgumentException(line.toLowerCase(Locale.ROOT));
    }
    return line;
  }
}
