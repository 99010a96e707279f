package relay.domain.unsubscribe;

import java.lang.System.Logger;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.contacts.Withdrawals;
import relay.domain.feedback.event.FeedbackEvent;
import relay.domain.feedback.event.FeedbackJudge;
import relay.domain.feedback.event.SentMail;
import relay.domain.feedback.event.SentMails;
import relay.domain.identity.TokenSource;
import relay.domain.identity.TokenVerdict;
import relay.domain.identity.TokenVerdict.Expired;
import relay.domain.identity.TokenVerdict.Forged;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.suppression.SuppressionMemory;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.view.ViewUnavailable;

/**
 * Where links to unsubscribe come back. What it has answered with {@link LinkOutcome#DONE} is
 * durable and in force on this node at once; on the others, and in the list that people see, when
 * the journal has been read, a second or two later. The consent to the list that the mail was sent
 * to ends with it, at once while the database works, and else when the journal is read.
 * Thread-safe.
 */
public final class UnsubscribeDoor {
  private static final Logger LOG = System.getLogger(UnsubscribeDoor.class.getName());

  /** By a link. */
  public static final String BY_HTTP = "http";

  private final TokenSource tokens;
  private final SentMails sent;
  private final Journal journal;
  private final SuppressionMemory memory;
  private final Withdrawals withdrawals;
  private final LinkGate gate;
  private final InstantSource clock;

  public UnsubscribeDoor(
      TokenSource tokens,
      SentMails sent,
      Journal journal,
      SuppressionMemory memory,
      Withdrawals withdrawals,
      LinkGate gate,
      InstantSource clock) {
    this.tokens = tokens;
    this.sent = sent;
    this.journal = journal;
    this.memory = memory;
    this.withdrawals = withdrawals;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * What a click would come to; changes nothing, and asks neither journal nor database.
   *
   * @return DONE for a genuine link
   */
  public LinkOutcome look(String token, InetAddress client) {
    Instant now = clock.instant();
    TokenVerdict verdict = tokens.get().check(token, now);
    if (verdict instanceof Genuine) {
      return LinkOutcome.DONE;
    }
    return gate.takeWrong(client) ? outcome(verdict) : LinkOutcome.TOO_MANY;
  }

  /** Unsubscribes the recipient whose mail had this token. Doing it again changes nothing. */
  public LinkOutcome unsubscribe(String token, InetAddress client) {
    Instant now = clock.instant();
    TokenVerdict verdict = tokens.get().check(token, now);
    if (!(verdict instanceof Genuine genuine)) {
      return refused(verdict, token, client, now);
    }
    return gate.work(() -> unsubscribe(genuine, token, client, now), LinkOutcome.LATER);
  }

  private LinkOutcome unsubscribe(Genuine genuine, String token, InetAddress client, Instant now) {
    Optional<SentMail> mail = sent.find(genuine.mail());
    if (mail.isEmpty()) {
      Duration age = Duration.ofMillis(now.toEpochMilli() - genuine.mail().millis());
      return age.compareTo(FeedbackJudge.RECORD_LAG_MAX) < 0
          ? LinkOutcome.LATER
          : LinkOutcome.FORGOTTEN;
    }
    Optional<EmailAddress> recipient = mail.get().recipientOf(genuine);
    if (recipient.isEmpty()) {
      return LinkOutcome.FORGOTTEN;
    }
    var owner = mail.get().owner().withoutLogin();
    String list = mail.get().list();
    var subject = SuppressionSubject.of(recipient.get());
    var scope = SuppressionScope.ofStream(owner.tenant(), owner.stream());
    // a mail of another list may have unsubscribed him from the stream before
    if (memory.holds(subject, scope, SuppressionReason.UNSUBSCRIBED, now)
        && !withdrawals.isDue(owner.tenant(), recipient.get(), list)) {
      return LinkOutcome.DONE;
    }
    var event =
        new FeedbackEvent(
            EventType.UNSUBSCRIBED,
            now,
            genuine.mail(),
            recipient,
            owner,
            FeedbackEvent.UNSUBSCRIBE,
            FeedbackEvent.NO_WORDS,
            "",
            token,
            BY_HTTP,
            Optional.empty(),
            new FeedbackEvent.Farewell(list, ClientNetwork.of(client)));
    journal.writeDurably(List.of(event.event()));
    memory.hold(subject, scope, SuppressionReason.UNSUBSCRIBED);
    withdraw(event);
    return LinkOutcome.DONE;
  }

  /** Whoever reads the journal does it again, so nothing is lost when it fails here. */
  private void withdraw(FeedbackEvent event) {
    try {
      withdrawals.follow(event);
    } catch (ViewUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "a consent ends when the database is back", e);
    }
  }

  private LinkOutcome refused(TokenVerdict verdict, String token, InetAddress client, Instant now) {
    if (!gate.takeWrong(client)) {
      return LinkOutcome.TOO_MANY;
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(
        EventField.REASON,
        verdict instanceof Forged forged ? "token " + forged.why() : "token expired");
    details.put(EventField.KIND, FeedbackEvent.UNSUBSCRIBE);
    if (verdict instanceof Expired) {
      details.put(EventField.TOKEN, token);
    }
    details.put(EventField.SOURCE, BY_HTTP);
    details.put(EventField.CLIENT, client.getHostAddress());
    try {
      journal.write(
          List.of(
              new MailEvent(
                  EventType.FEEDBACK_IGNORED,
                  now,
                  Optional.empty(),
                  0,
                  0,
                  Optional.empty(),
                  details)));
    } catch (JournalUnavailable e) {
      return LinkOutcome.LATER;
    }
    return outcome(verdict);
  }

  private static LinkOutcome outcome(TokenVerdict verdict) {
    return verdict instanceof Expired ? LinkOutcome.EXPIRED : LinkOutcome.FORGED;
  }
}
