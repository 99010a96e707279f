package relay.domain.contacts;

import java.util.Optional;

/** From which state a consent may come to which, and by whom. */
public final class ConsentRules {
  private ConsentRules() {}

  /**
   * Judges a wish.
   *
   * @param before empty: the contact was never on the list
   * @param wish the state asked for, with its proof
   */
  public static ConsentOutcome judge(
      ContactList list, Optional<ConsentState> before, Consent wish) {
    ConsentState now = before.orElse(null);
    if (wish.state() == ConsentState.UNSUBSCRIBED) {
      return settled(now, wish);
    }
    if (now == ConsentState.UNSUBSCRIBED && !wish.source().mayBeThePerson()) {
      return new ConsentOutcome.Refused(
          "left list " + list.id() + "; only the person can come back, by a form or a link");
    }
    if (wish.source() == ConsentSource.ONE_CLICK || wish.source() == ConsentSource.NO_ANSWER) {
      return new ConsentOutcome.Refused(
          wish.source().label() + " unsubscribes and does nothing else");
    }
    if ((wish.source() == ConsentSource.LINK || wish.source() == ConsentSource.RENEWAL)
        && now != ConsentState.PENDING
        && now != ConsentState.CONFIRMED) {
      // an old link must not bring back who left since
      return new ConsentOutcome.Refused(
          "left list "
              + list.id()
              + ", or was never asked to confirm it; only the person can come back, by a form");
    }
    if (wish.source() == ConsentSource.RENEWAL && wish.state() == ConsentState.CONFIRMED) {
      return new ConsentOutcome.Changed(wish); // a new proof, also of the same state
    }
    if (now == ConsentState.CONFIRMED) {
      return new ConsentOutcome.Kept(now);
    }
    boolean confirms = wish.state() == ConsentState.CONFIRMED && counts(list, now, wish);
    return settled(now, wish.in(confirms ? ConsentState.CONFIRMED : ConsentState.PENDING));
  }

  /**
   * Whether a mail is to ask the contact to confirm, after this became of his or somebody's wish:
   * when he becomes pending, and when he fills in the form once more because he has no such mail.
   */
  public static boolean asks(ContactList list, Consent wish, ConsentOutcome outcome) {
    boolean isPending =
        outcome instanceof ConsentOutcome.Changed changed
            ? changed.consent().state() == ConsentState.PENDING
            : outcome.equals(new ConsentOutcome.Kept(ConsentState.PENDING))
                && wish.source() == ConsentSource.FORM;
    return list.asksToConfirm() && isPending;
  }

  /**
   * Double opt-in asks for the person. A file may bring a proof from elsewhere: the wording that
   * was agreed to, for somebody who was not asked here yet.
   */
  private static boolean counts(ContactList list, ConsentState now, Consent wish) {
    return !list.isDoubleOptIn()
        || wish.source().isThePersonOnly()
        || now == null && wish.source() == ConsentSource.IMPORT && !wish.wording().isEmpty();
  }

  private static ConsentOutcome settled(ConsentState now, Consent wish) {
    return wish.state() == now ? new ConsentOutcome.Kept(now) : new ConsentOutcome.Changed(wish);
  }
}
