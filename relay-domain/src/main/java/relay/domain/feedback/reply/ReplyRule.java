package relay.domain.feedback.reply;

import java.util.List;
import java.util.Locale;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;

/**
 * A rule of a tenant for replies to its own mail, asked before those that come with the relay.
 *
 * @param result what a reply is about in which one of the phrases stands
 * @param provider of whose replies it speaks; empty for everybody's
 * @param moment to which the reply must belong; {@link Moment#UNKNOWN} for any
 * @param when beginnings of codes or statuses of which one must hold; none: any
 * @param phrases as in the rule files of the relay, at least one
 * @param samples replies that must come out as the result, at least one
 */
public record ReplyRule(
    String tenant,
    String id,
    long version,
    ReplyClass result,
    String provider,
    Moment moment,
    List<String> when,
    List<String> phrases,
    List<String> samples)
    implements ControlObject {
  static final String KIND = "reply-rule";

  public ReplyRule {
    when = List.copyOf(when);
    phrases = List.copyOf(phrases);
    samples = List.copyOf(samples);
  }

  public static ControlKey key(String tenant, String id) {
    return new ControlKey(KIND, tenant, id);
  }

  @Override
  public ControlKey key() {
    return key(tenant, id);
  }

  @Override
  public ReplyRule withVersion(long other) {
    return new ReplyRule(tenant, id, other, result, provider, moment, when, phrases, samples);
  }

  /** As a section of a rule file. */
  String text() {
    StringBuilder text = new StringBuilder(result.name());
    if (!provider.isEmpty()) {
      text.append(" for ").append(provider);
    }
    if (moment != Moment.UNKNOWN) {
      text.append(" at ").append(moment.name().toLowerCase(Locale.ROOT));
    }
    if (!when.isEmpty()) {
      text.append(" when ").append(String.join(" ", when));
    }
    phrases.forEach(phrase -> text.append("\n  ").append(phrase));
    samples.forEach(sample -> text.append("\n  > ").append(sample));
    return text.append('\n').toString();
  }
}
