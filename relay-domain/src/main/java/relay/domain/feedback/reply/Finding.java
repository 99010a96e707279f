package relay.domain.feedback.reply;

/**
 * What a reply is about and what decided so.
 *
 * @param by the rule in words, {@code status 5.1.1}, {@code code 452} or {@code nothing}
 */
public record Finding(ReplyClass result, String by) {}
