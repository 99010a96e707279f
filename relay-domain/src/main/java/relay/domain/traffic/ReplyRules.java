package relay.domain.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.smtp.SmtpReply;

/**
 * All rules about replies; the first that matches decides, the operator's in the order of their
 * names before those that are shipped. Immutable.
 */
final class ReplyRules {
  private static final String NAME = "reply-rules.txt";
  private static final List<ReplyRule> SHIPPED = shipped();
  private final TreeMap<String, ReplyRule> own;
  private final List<ReplyRule> rules;

  private ReplyRules(TreeMap<String, ReplyRule> own) {
    List<ReplyRule> all = new ArrayList<>(own.values());
    all.addAll(SHIPPED);
    this.own = own;
    this.rules = List.copyOf(all);
  }

  static ReplyRules of(TreeMap<String, ReplyRule> own) {
    return new ReplyRules(new TreeMap<>(own));
  }

  /**
   * The same with other rules of the operator's.
   *
   * @param changes by name; an empty one takes the operator's rule of this name away
   */
  ReplyRules with(Map<String, Optional<ReplyRule>> changes) {
    TreeMap<String, ReplyRule> changed = new TreeMap<>(own);
    changes.forEach(
        (name, rule) ->
            rule.ifPresentOrElse(
                r -> changed.put(name, r.named(name)), () -> changed.remove(name)));
    return new ReplyRules(changed);
  }

  Optional<ReplyRule> match(SmtpReply reply, Optional<String> provider) {
    if (reply.local() || reply.isPositive()) {
      return Optional.empty();
    }
    for (ReplyRule rule : rules) {
      if (rule.matches(reply, provider)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static List<ReplyRule> shipped() {
    try (InputStream in = ReplyRules.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new IllegalStateException(NAME + " is missing in relay-domain: build it again");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(NAME + " in relay-domain cannot be read", e);
    }
  }

  /**
   * One rule a line, {@code id = rule}; lines that begin with # are for people.
   *
   * @throws IllegalArgumentException when one of them is wrong: then none counts
   */
  static List<ReplyRule> read(String text) {
    List<ReplyRule> rules = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException("not a rule: " + line);
        }
        rules.add(ReplyRule.read(line.substring(0, equals).strip(), line.substring(equals + 1)));
      }
    }
    return rules;
  }
}
