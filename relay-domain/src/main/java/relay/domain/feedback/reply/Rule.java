package relay.domain.feedback.reply;

import java.util.List;

/**
 * One phrase and what it means.
 *
 * @param provider of whose replies it speaks; empty for everybody's
 * @param prefixes of which code or status must begin with one, unless there is none
 * @param moment to which the reply must belong; {@link Moment#UNKNOWN} for any
 * @param vague whether an enhanced status says more than the phrase
 */
record Rule(
    ReplyClass result,
    String provider,
    List<String> prefixes,
    Moment moment,
    boolean vague,
    Phrase phrase) {

  /**
   * Whether it holds.
   *
   * @param words the text of the reply, as {@link Words} makes it
   */
  boolean holds(RefusedReply reply, String words) {
    return (moment == Moment.UNKNOWN || moment == reply.moment())
        && (prefixes.isEmpty() || begins(reply))
        && phrase.isIn(words);
  }

  private boolean begins(RefusedReply reply) {
    String code = Integer.toString(reply.code());
    // A reply without a status says as little as one with 5.0.0.
    String status = reply.status().map(s -> s + ".").orElse(code.charAt(0) + ".0.0.");
    for (String prefix : prefixes) {
      if (prefix.indexOf('.') < 0 ? code.startsWith(prefix) : status.startsWith(prefix + ".")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return result + (provider.isEmpty() ? "" : " for " + provider) + ": " + phrase;
  }
}
