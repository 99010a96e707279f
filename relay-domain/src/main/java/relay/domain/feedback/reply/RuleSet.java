package relay.domain.feedback.reply;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import relay.domain.feedback.reply.RuleReader.Sample;
import relay.domain.feedback.reply.RuleReader.Source;
import relay.domain.smtp.EnhancedStatus;

/**
 * Rules whose samples all come out as they say; others cannot be made. The first rule that holds
 * decides, those for the provider of the reply before those for everybody. Immutable.
 */
public final class RuleSet {
  static final String SAMPLE = " is a sample of ";
  private final List<Rule> rules;
  private final RuleIndex index;

  private RuleSet(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    index = new RuleIndex(this.rules);
  }

  /** The rules that come with the relay. */
  public static RuleSet shipped() {
    return Shipped.RULES;
  }

  /**
   * Rules from texts.
   *
   * @throws InvalidRules for a line that cannot be read or a sample that another rule takes
   */
  public static RuleSet of(String name, String text) {
    return of(List.of(RuleReader.read(name, text)));
  }

  /**
   * Rules of a tenant, in this order, those for a provider before the others.
   *
   * @param isChecked whether each sample must be known by its rule, and come out as that says
   * @throws InvalidRules for a phrase that cannot be read, or a sample that comes out otherwise
   */
  static RuleSet own(List<ReplyRule> rules, boolean isChecked) {
    List<Source> sources = new ArrayList<>();
    rules.forEach(rule -> sources.add(RuleReader.read("rule " + rule.id(), rule.text())));
    RuleSet made =
        of(sources.stream().map(source -> new Source(source.rules(), List.of())).toList());
    if (isChecked) {
      sources.forEach(source -> source.samples().forEach(made::checkOwn));
    }
    return made;
  }

  /** Neither its status nor its code may be why it comes out right. */
  private void checkOwn(Sample sample) {
    Optional<Finding> found = byRule(sample.reply());
    if (found.filter(f -> f.result() == sample.expected()).isEmpty()) {
      throw new InvalidRules(
          "'"
              + sample.reply().text()
              + "' ("
              + sample.origin()
              + ")"
              + SAMPLE
              + sample.expected()
              + found
                  .map(f -> " that is taken by " + f.by())
                  .orElse(" that none of the phrases knows"));
    }
  }

  private static RuleSet of(List<Source> sources) {
    List<Rule> rules = new ArrayList<>();
    List<Rule> general = new ArrayList<>();
    for (Source source : sources) {
      for (Rule rule : source.rules()) {
        (rule.provider().isEmpty() ? general : rules).add(rule);
      }
    }
    rules.addAll(general);
    RuleSet made = new RuleSet(rules);
    sources.forEach(s -> s.samples().forEach(made::check));
    return made;
  }

  private void check(Sample sample) {
    Finding found = find(sample.reply());
    if (found.result() != sample.expected()) {
      throw new InvalidRules(
          sample.origin()
              + SAMPLE
              + sample.expected()
              + " that is taken by "
              + found.by()
              + " as "
              + found.result()
              + ": put the rule that shall know it before, or mend it");
    }
  }

  /** What a rule says of a reply; empty when none knows it. Statuses and codes are not asked. */
  Optional<Finding> byRule(RefusedReply reply) {
    String words = Words.of(reply.text());
    return first(reply, words, index.candidates(words), false);
  }

  /** The class of a reply and what decided. */
  Finding find(RefusedReply reply) {
    String words = Words.of(reply.text());
    BitSet candidates = index.candidates(words);
    Optional<Finding> rule = first(reply, words, candidates, false);
    if (rule.isPresent()) {
      return rule.get();
    }
    if (reply.status().isPresent()) {
      EnhancedStatus status = reply.status().get();
      ReplyClass byStatus = StatusClasses.ofStatus(status);
      // 5.0.0 says nothing and 5.2.0 little: the words may say more.
      if (byStatus != ReplyClass.UNKNOWN && (status.detail() != 0 || status.subject() == 7)) {
        return new Finding(byStatus, "status " + status);
      }
      if (byStatus != ReplyClass.UNKNOWN) {
        return first(reply, words, candidates, true)
            .orElseGet(() -> new Finding(byStatus, "status " + status));
      }
    }
    return first(reply, words, candidates, true).orElseGet(() -> ofCode(reply));
  }

  private Optional<Finding> first(
      RefusedReply reply, String words, BitSet candidates, boolean vague) {
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      Rule rule = rules.get(i);
      boolean concerned = rule.provider().isEmpty() || rule.provider().equals(reply.provider());
      if (concerned && rule.vague() == vague && rule.holds(reply, words)) {
        return Optional.of(new Finding(rule.result(), (vague ? "vague rule " : "rule ") + rule));
      }
    }
    return Optional.empty();
  }

  private static Finding ofCode(RefusedReply reply) {
    ReplyClass byCode =
        reply.status().isPresent() || reply.code() == 0
            ? ReplyClass.UNKNOWN
            : StatusClasses.ofCode(reply.code(), reply.moment());
    return byCode == ReplyClass.UNKNOWN
        ? new Finding(byCode, "nothing")
        : new Finding(byCode, "code " + reply.code());
  }

  /** Read at the first failed attempt, once. */
  private static final class Shipped {
    static final RuleSet RULES = of(List.of(read("provider.rules"), read("general.rules")));

    private Shipped() {}

    private static Source read(String file) {
      try (InputStream in = RuleSet.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new InvalidRules(file + " is missing in the relay's archive: build it again");
        }
        return RuleReader.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(file + " in the relay's archive cannot be read", e);
      }
    }
  }
}
