package relay.domain.unsubscribe;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import relay.domain.feedback.event.SentMail;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TestTokens;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.suppression.InMemorySuppressionDesk;
import relay.domain.view.ViewUnavailable;

/** A door to unsubscribe at, a mail that went to bob and al, and what the journal was told. */
public final class UnsubscribeLaboratory {
  public static final int WRONG_PER_MINUTE = 5;
  static final Instant NOON = InMemorySuppressionDesk.NOON;
  static final MailOwner NEWS = new MailOwner("acme", "news", "shop");
  static final InetAddress HERE = InetAddress.getLoopbackAddress();
  public final UnsubscribeDoor door;
  public boolean isDatabaseDown;
  boolean isJournalFull;
  final IdentityTokens tokens = TestTokens.of(1);
  final InMemorySuppressionDesk list = new InMemorySuppressionDesk();
  final QueueId mail = QueueId.next(NOON.minus(Duration.ofHours(1)), new Random(7));
  final Map<QueueId, SentMail> sent = new HashMap<>();
  Runnable whileWorking = () -> {};
  private final List<MailEvent> written = new ArrayList<>();
  private final List<MailEvent> durable = new ArrayList<>();
  private Instant now = NOON;

  public UnsubscribeLaboratory() {
    sent.put(mail, new SentMail(mail, NEWS, List.of("bob@example.org", "al@example.org")));
    door =
        new UnsubscribeDoor(
            () -> tokens,
            id -> {
              whileWorking.run();
              if (isDatabaseDown) {
                throw new ViewUnavailable("the database is away", null);
              }
              return Optional.ofNullable(sent.get(id));
            },
            new Told(),
            list,
            new LinkGate(
                () -> new UnsubscribeSettings(Optional.empty(), WRONG_PER_MINUTE, 1), () -> now),
            () -> now);
  }

  /** Of bob's mail. */
  public String token() {
    return tokens.make(mail, 0);
  }

  String wholeMailToken(QueueId of) {
    return tokens.make(of, Genuine.WHOLE_MAIL);
  }

  public void passDays(int days) {
    now = now.plus(Duration.ofDays(days));
  }

  void passSeconds(int seconds) {
    now = now.plusSeconds(seconds);
  }

  /** Whether bob gets no more of the stream. */
  public boolean isHeldBack() {
    return isHeldBack("bob@example.org", NEWS);
  }

  boolean isHeldBack(String address, MailOwner owner) {
    return list.current()
        .find(owner, Lane.BULK, EmailAddress.parse(address), now, true)
        .isPresent();
  }

  /** Unsubscriptions on disk. */
  public List<MailEvent> events() {
    return durable.stream().filter(e -> e.type() == EventType.UNSUBSCRIBED).toList();
  }

  public List<MailEvent> ignored() {
    return written.stream().filter(e -> e.type() == EventType.FEEDBACK_IGNORED).toList();
  }

  private final class Told implements Journal {
    @Override
    public void write(List<MailEvent> events) {
      if (isJournalFull) {
        throw new JournalUnavailable("the disk is full", null);
      }
      written.addAll(events);
    }

    @Override
    public void writeDurably(List<MailEvent> events) {
      write(events);
      durable.addAll(events);
    }
  }
}
