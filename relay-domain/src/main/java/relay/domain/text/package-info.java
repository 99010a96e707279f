/**
 * Texts that people, programs and files give, as values that every later place can hold.
 *
 * <p>Invariant: what comes out of here fits into a database and into arithmetic with times; what
 * does not is refused at the door, by {@link IllegalArgumentException} with the rule. Way in:
 * {@link relay.domain.text.GivenTime}, {@link relay.domain.text.GivenText}.
 */
package relay.domain.text;
