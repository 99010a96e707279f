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
import relay.domain.audit.Actor;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentOutcome;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.InMemoryContactDesk;
import relay.domain.contacts.Withdrawals;
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
  static final EmailAddress BOB = EmailAddress.parse("bob@example.org");
  private static final Actor AL = new Actor("al", "192.0.2.1");
  static final InetAddress HERE = InetAddress.getLoopbackAddress();
  public final UnsubscribeDoor door;
  public boolean isDatabaseDown;
  boolean isJournalFull;
  final IdentityTokens tokens = TestTokens.of(1);
  final InMemorySuppressionDesk list = new InMemorySuppressionDesk();
  boolean isContactsDown;
  public final InMemoryContactDesk contacts =
      new InMemoryContactDesk() {
        @Override
        public ConsentOutcome leave(
            String tenant, EmailAddress address, ContactList of, Consent wish, Actor by) {
          if (isContactsDown) {
            throw new ViewUnavailable("the database is away", null);
          }
          return super.leave(tenant, address, of, wish, by);
        }
      }.declaring(
          new ContactSchema(Map.of(), Map.of("news", Contacts.NEWS, "weekly", Contacts.WEEKLY)));
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
            new Withdrawals(contacts),
            new LinkGate(
                () -> new UnsubscribeSettings(Optional.empty(), WRONG_PER_MINUTE, 1), () -> now),
            () -> now);
  }

  /** Of bob's mail. */
  public String token() {
    return tokens.make(mail, 0);
  }

  /** Bob's mail was of campaign spring to this list, of which he is. */
  public void mailOfList(String id) {
    ContactList of = contacts.schema("acme").lists().get(id);
    if (contacts.of("acme", BOB).isEmpty()) {
      contacts.create("acme", Contacts.fields("{\"address\":\"" + BOB + "\"}"), AL);
    }
    contacts.consent(
        "acme",
        contacts.of("acme", BOB).orElseThrow().id(),
        of,
        new Consent(
            id,
            ConsentState.CONFIRMED,
            ConsentSource.PREFERENCES,
            NOON.minus(Duration.ofDays(1)),
            Optional.empty(),
            "",
            ""),
        AL);
    sent.put(mail, new SentMail(mail, NEWS.inCampaign("spring"), List.of("bob@example.org"), id));
  }

  /** How bob stands to lists. */
  public Map<String, ConsentState> consents() {
    return contacts.of("acme", BOB).orElseThrow().consents();
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
