package relay.domain.backtest;

/**
 * What rules make of a reply.
 *
 * @param word the class, or what is asked of us
 * @param by the rule that says so
 */
public record Verdict(String word, String by) {}
