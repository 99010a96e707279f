package relay.domain.verification.spf;

/**
 * A mechanism and what it means when it matches.
 *
 * @param text as written
 */
record Directive(SpfResult result, Term term, String text) {}
