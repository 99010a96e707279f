package relay.domain.traffic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.TextPattern;
import relay.domain.settings.SettingType;
import relay.domain.smtp.SmtpReply;

/**
 * What replies of one kind ask of us. A rule proves itself by samples: one that does not match them
 * does not come into being.
 */
public final class ReplyRule {
  private static final int TEXT_CHARS_MAX = 2_000;
  private final String id;
  private final Reaction reaction;
  private final Optional<String> provider;
  private final String code;
  private final TextPattern pattern;

  /**
   * @param provider of whom; empty for all
   * @param code how the reply's code begins, such as {@code 4} or {@code 421}
   * @param samples whole replies; at least one, and the rule matches all of them
   * @throws IllegalArgumentException otherwise
   */
  ReplyRule(
      String id,
      Reaction reaction,
      Optional<String> provider,
      String code,
      String pattern,
      List<String> samples) {
    this(id, reaction, provider, code, new TextPattern(pattern));
    if (!code.matches("[45][0-9]{0,2}")) {
      throw new IllegalArgumentException("rule " + id + ": " + code + " is no code");
    }
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("rule " + id + " has no sample reply");
    }
    for (String sample : samples) {
      if (!sample.matches("[45][0-9]{2} .*") || !matches(reply(sample), provider)) {
        throw new IllegalArgumentException("rule " + id + " does not match its sample " + sample);
      }
    }
  }

  private ReplyRule(
      String id, Reaction reaction, Optional<String> provider, String code, TextPattern pattern) {
    this.id = id;
    this.reaction = reaction;
    this.provider = provider;
    this.code = code;
    this.pattern = pattern;
  }

  /** For the page of settings. */
  static SettingType<Optional<ReplyRule>> type() {
    return SettingType.of(
        "REACTION | PROVIDER or * | CODE | TEXT with * for anything | SAMPLE [| SAMPLE...], where"
            + " REACTION is slow, fewer-connections, pause or nothing, and the rule matches each"
            + " sample reply",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(read("setting", text)));
  }

  /**
   * @throws IllegalArgumentException for what is no rule
   */
  static ReplyRule read(String id, String text) {
    List<String> parts = Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
    if (parts.size() < 5) {
      throw new IllegalArgumentException("rule " + id + " is not complete");
    }
    Reaction reaction =
        Reaction.labelled(parts.get(0))
            .orElseThrow(() -> new IllegalArgumentException(parts.get(0) + " is no reaction"));
    Optional<String> provider = Optional.of(parts.get(1)).filter(p -> !p.equals("*"));
    return new ReplyRule(
        id, reaction, provider, parts.get(2), parts.get(3), parts.subList(4, parts.size()));
  }

  private static SmtpReply reply(String sample) {
    return SmtpReply.received(
        Integer.parseInt(sample.substring(0, 3)), List.of(sample.substring(4)));
  }

  /** Whether a server said this. What we say ourselves never matches. */
  boolean matches(SmtpReply reply, Optional<String> whose) {
    return !reply.local()
        && (provider.isEmpty() || provider.equals(whose))
        && String.valueOf(reply.code()).startsWith(code)
        && pattern.isIn(text(reply));
  }

  private static String text(SmtpReply reply) {
    String text = reply.toString();
    return text.substring(0, Math.min(text.length(), TEXT_CHARS_MAX)).toLowerCase(Locale.ROOT);
  }

  /** The same by another name. */
  ReplyRule named(String name) {
    return new ReplyRule(name, reaction, provider, code, pattern);
  }

  public String id() {
    return id;
  }

  public Reaction reaction() {
    return reaction;
  }
}
