package relay.domain.consent;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relay.domain.consent.ConsentLink.Choosing;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentState;
import relay.domain.feedback.event.FeedbackEvent;
import relay.domain.feedback.event.SentMail;
import relay.domain.feedback.event.SentMails;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.unsubscribe.ClientNetwork;

/**
 * Tells the journal, and by it reports, guards and webhooks, by which mail somebody came to the
 * page on which he left the list that this mail was sent to. Thread-safe.
 */
public final class Departures {
  private final SentMails sent;
  private final Journal journal;
  private final InstantSource clock;

  public Departures(SentMails sent, Journal journal, InstantSource clock) {
    this.sent = sent;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Notes it, on disk, where one of the wishes ends the consent to the list of the mail that the
   * link stands in. Nothing is known of a mail that is not on record, or not any more.
   *
   * @param wishes what is about to change
   * @throws relay.domain.view.ViewUnavailable while the record cannot be asked
   * @throws relay.domain.journal.JournalUnavailable when it cannot be noted
   */
  void note(Choosing link, List<Consent> wishes, InetAddress client) {
    if (wishes.stream().noneMatch(wish -> wish.state() == ConsentState.UNSUBSCRIBED)) {
      return;
    }
    Optional<SentMail> mail = link.mail().flatMap(sent::find);
    if (mail.filter(m -> m.owner().tenant().equals(link.tenant())).isPresent()
        && wishes.stream().anyMatch(wish -> leaves(wish, mail.get().list()))) {
      journal.writeDurably(List.of(event(link, mail.get(), client).event()));
    }
  }

  private static boolean leaves(Consent wish, String list) {
    return wish.state() == ConsentState.UNSUBSCRIBED && wish.list().equals(list);
  }

  private FeedbackEvent event(Choosing link, SentMail mail, InetAddress client) {
    return new FeedbackEvent(
        EventType.UNSUBSCRIBED,
        clock.instant(),
        mail.id(),
        Optional.of(link.address()),
        mail.owner().withoutLogin(),
        FeedbackEvent.UNSUBSCRIBE,
        FeedbackEvent.NO_WORDS,
        "",
        "",
        FeedbackEvent.BY_PREFERENCES,
        Optional.empty(),
        new FeedbackEvent.Farewell(mail.list(), ClientNetwork.of(client)));
  }
}
