package relay.domain.feedback.reply;

import java.util.List;
import java.util.Optional;
import relay.domain.smtp.EnhancedStatus;

/**
 * Tells what a refusal is about: by the rules for its provider, by those for everybody, by its
 * enhanced status, by its code. The one place where texts of other servers are read. Bounded by
 * {@link Words#CHARS_MAX} characters of text; thread-safe.
 */
public final class ReplyClassifier {
  private final Optional<RuleSet> own;
  private final RuleSet rules;

  /** With the rules that come with the relay. */
  public ReplyClassifier() {
    this(RuleSet.shipped());
  }

  public ReplyClassifier(RuleSet rules) {
    this(Optional.empty(), rules);
  }

  /** With rules of somebody's own, which are asked first. */
  ReplyClassifier(RuleSet own, RuleSet rules) {
    this(Optional.of(own), rules);
  }

  private ReplyClassifier(Optional<RuleSet> own, RuleSet rules) {
    this.own = own;
    this.rules = rules;
  }

  /** What the reply is about. */
  public ReplyClass classify(RefusedReply reply) {
    return find(reply).result();
  }

  /** The same, with the reason. */
  public Finding find(RefusedReply given) {
    RefusedReply reply = given.provider().isEmpty() ? withProviderOfText(given) : given;
    return own.flatMap(first -> first.byRule(reply)).orElseGet(() -> rules.find(reply));
  }

  /** What an enhanced status alone means (RFC 3463 and the IANA registry). */
  public static ReplyClass ofStatus(EnhancedStatus status) {
    return StatusClasses.ofStatus(status);
  }

  /** Whose server has this name; empty when it is none that has rules of its own. */
  public static String providerOf(String host) {
    return Provider.ofHost(host);
  }

  /** The same, or where no server is known, whose words these are. */
  public static String providerOf(String host, String words) {
    String provider = Provider.ofHost(host);
    return provider.isEmpty() ? Provider.ofText(words) : provider;
  }

  /** Those that may have rules of their own, by name. */
  public static List<String> providers() {
    return Provider.all().stream().map(Provider::name).sorted().toList();
  }

  private static RefusedReply withProviderOfText(RefusedReply reply) {
    String provider = Provider.ofText(reply.text());
    return provider.isEmpty()
        ? reply
        : new RefusedReply(reply.code(), reply.status(), reply.text(), reply.moment(), provider);
  }
}
