package relay.ejb.queues;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import relay.domain.brake.BrakeSelector;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.InDoubtMail;
import relay.domain.queue.InDoubtMails;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSearch;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;

/**
 * Mail in doubt as it stands at the broker: shown to people, counted, and called to its lane when
 * its operator has not answered in time. Thread-safe; one look at a time.
 */
public final class BrokerInDoubtMails implements InDoubtMails {
  private static final Logger LOG = System.getLogger(BrokerInDoubtMails.class.getName());

  /** Where the broker cannot search, all held mail goes through its lane for this. */
  private static final Duration PAUSE_WITHOUT_SEARCH = Duration.ofHours(1);

  private final ConnectionFactory factory;
  private final QueueSearch search;
  private final QueueGauge gauge;
  private final Runnable callHeld;
  private final InstantSource clock;
  private Instant notBefore = Instant.MIN;
  private volatile OptionalLong count = OptionalLong.empty();

  /**
   * @param callHeld calls all held mail, for brokers that cannot search
   */
  public BrokerInDoubtMails(
      ConnectionFactory factory,
      QueueSearch search,
      QueueGauge gauge,
      Runnable callHeld,
      InstantSource clock) {
    this.factory = factory;
    this.search = search;
    this.gauge = gauge;
    this.callHeld = callHeld;
    this.clock = clock;
  }

  @Override
  public List<InDoubtMail> list(Optional<QueueId> mail, int most) {
    String selector = mail.map(BrakeSelector::inDoubt).orElse(BrakeSelector.IN_DOUBT);
    List<InDoubtMail> found = new ArrayList<>();
    try (TransactedSession session = new TransactedSession(factory)) {
      session.start();
      for (Lane lane : Lane.values()) {
        browse(session, QueueNames.held(lane), selector, most, found);
      }
    } catch (JMSException e) {
      throw new QueueUnavailable("the mail in doubt cannot be listed: " + e.getMessage(), e);
    }
    return found;
  }

  private static void browse(
      TransactedSession session, String queue, String selector, int most, List<InDoubtMail> found)
      throws JMSException {
    try (QueueBrowser browser = session.session().createBrowser(session.queue(queue), selector)) {
      Enumeration<?> held = browser.getEnumeration();
      while (found.size() < most && held.hasMoreElements()) {
        QueuedMail mail = MailMessage.withoutContent((Message) held.nextElement());
        Instant since = mail.hold().orElseThrow().since();
        found.add(new InDoubtMail(mail, since, mail.dueAt().orElse(since)));
      }
    } catch (InvalidDestinationException e) {
      LOG.log(Logger.Level.DEBUG, "nothing was ever held in " + queue, e);
    }
  }

  @Override
  public OptionalLong count() {
    return count;
  }

  /** Counts, and calls what nobody decided about in time; nearly nothing while nothing is held. */
  void look() {
    Instant now = clock.instant();
    if (now.isBefore(notBefore)) {
      return;
    }
    long all = 0;
    try {
      for (Lane lane : Lane.values()) {
        String held = QueueNames.held(lane);
        if (gauge.isEmpty(held)) {
          continue;
        }
        if (search.move(held, BrakeSelector.unanswered(now), QueueNames.called(lane)).isEmpty()) {
          callHeld.run();
          notBefore = now.plus(PAUSE_WITHOUT_SEARCH);
          count = OptionalLong.empty();
          return;
        }
        all += search.count(held, BrakeSelector.IN_DOUBT).orElse(0);
      }
      count = OptionalLong.of(all);
    } catch (QueueUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "mail in doubt is looked for again when the broker is back", e);
    }
  }
}
