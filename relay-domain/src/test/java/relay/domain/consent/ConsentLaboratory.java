package relay.domain.consent;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import relay.domain.audit.Actor;
import relay.domain.contacts.ConfirmationSettings;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactOutcome;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.InMemoryContactDesk;
import relay.domain.control.ControlState;
import relay.domain.feedback.event.SentMail;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TestTokens;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.suppression.InMemorySuppressionDesk;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;
import relay.domain.unsubscribe.LinkGate;
import relay.domain.unsubscribe.UnsubscribeSettings;

/**
 * Tenant acme with the public list offers, which asks to confirm, and two that are not public; its
 * contact ann; and the doors of her links. A test moves the clock.
 */
public final class ConsentLaboratory {
  public static final int WRONG_PER_MINUTE = 5;
  public static final ContactList OFFERS = Contacts.ASKING;
  static final Instant NOON = Contacts.NOON;
  static final EmailAddress ANN = EmailAddress.parse("ann@example.org");
  static final Actor AL = new Actor("al", "192.0.2.1");
  static final InetAddress HERE = InetAddress.getLoopbackAddress();
  static final UnsubscribeSettings BOUNDS =
      new UnsubscribeSettings(
          Optional.of(URI.create("https://mail.example.com/")), WRONG_PER_MINUTE, 1);

  public final InMemoryContactDesk contacts =
      new InMemoryContactDesk()
          .declaring(
              new ContactSchema(
                  Map.of(),
                  Map.of("news", Contacts.NEWS, "weekly", Contacts.WEEKLY, "offers", OFFERS)));
  public final InMemorySuppressionDesk suppressions = new InMemorySuppressionDesk();
  public final ConsentLinks links;
  public final ConfirmationDoor confirmations;
  public final PreferenceDoor preferences;
  final ConfirmationSettings settings =
      new ConfirmationSettings(Duration.ofDays(7), 3, Duration.ofDays(1), 600);
  final OptOuts optOuts;

  /** Whose mail goes out in which stream. */
  final Map<String, Set<String>> listsIn = new HashMap<>();

  /** The mail in which ann's link to her preferences stands, of campaign spring. */
  final QueueId mail = QueueId.next(NOON, new Random(7));

  final Map<QueueId, SentMail> sent = new HashMap<>();

  /** What the journal was told, all of it on disk. */
  final List<MailEvent> events = new ArrayList<>();

  boolean isJournalFull;
  final Contact ann;
  IdentityTokens tokens = TestTokens.of(1);
  private Instant now = NOON;

  public ConsentLaboratory() {
    ann = made("ann@example.org");
    links = new ConsentLinks(() -> tokens);
    Tenancy tenancy =
        new Tenancy(ControlState.EMPTY.with(1, List.of(Tenant.of("acme")), List.of()));
    optOuts =
        new OptOuts(
            suppressions,
            () -> tenancy,
            (tenant, stream) -> listsIn.getOrDefault(stream, Set.of()),
            () -> now);
    LinkGate gate = new LinkGate(() -> BOUNDS, () -> now);
    confirmations = new ConfirmationDoor(links, contacts, optOuts, gate, () -> settings, () -> now);
    preferences =
        new PreferenceDoor(
            links,
            contacts,
            optOuts,
            new Departures(id -> Optional.ofNullable(sent.get(id)), new Told(), () -> now),
            gate,
            () -> now);
  }

  Contact made(String address) {
    var fields = Contacts.fields("{\"address\":\"" + address + "\"}");
    return ((ContactOutcome.Done) contacts.create("acme", fields, AL)).contact();
  }

  /** Somebody says that ann stands so to a list. */
  public void says(ContactList list, ConsentState state) {
    contacts.consent("acme", ann.id(), list, Contacts.consent(list, state, ConsentSource.FORM), AL);
  }

  /** The same, by the person herself. */
  public void chose(ContactList list, ConsentState state) {
    contacts.consent(
        "acme", ann.id(), list, Contacts.consent(list, state, ConsentSource.PREFERENCES), AL);
  }

  /** Word of the link in the mail that asks ann to confirm offers. */
  public String confirmWord() {
    return links.make(new ConsentLink.Confirming("acme", ann.id(), OFFERS.id(), now, "hello@3"));
  }

  /**
   * Word of the link in the mail that asks ann whether she still wants offers; good for 14 days.
   */
  public String renewWord() {
    return links.make(
        new ConsentLink.Renewing(
            "acme", ANN, OFFERS.id(), "still-there", now, now.plus(Duration.ofDays(14)), "ask@3"));
  }

  /** Word of the link to ann's preference page. */
  public String preferenceWord() {
    return links.make(new ConsentLink.Choosing("acme", ANN, now, Optional.of(mail)));
  }

  /** Ann unsubscribed from a stream. */
  void unsubscribed(String stream) {
    suppressions.suppress(
        ANN.toString(), SuppressionScope.ofStream("acme", stream), SuppressionReason.UNSUBSCRIBED);
  }

  /** Ann's mail was sent to this list. */
  void mailOfList(String id) {
    var owner = new MailOwner("acme", "bulk", "shop").inCampaign("spring");
    sent.put(mail, new SentMail(mail, owner, List.of(ANN.toString()), id));
  }

  public void passDays(int days) {
    now = now.plus(Duration.ofDays(days));
  }

  Instant now() {
    return now;
  }

  /** As it is now. */
  public Contact ann() {
    return contacts.find("acme", ann.id()).orElseThrow();
  }

  public Optional<ConsentState> state(ContactList list) {
    return Optional.ofNullable(ann().consents().get(list.id()));
  }

  /** Whether mail of this lane is held back from ann. */
  public boolean isHeldBack(Lane lane) {
    return suppressions
        .current()
        .find(new MailOwner("acme", lane.label(), ""), lane, ANN, now, true)
        .isPresent();
  }

  public void forget() {
    contacts.remove("acme", ann.id(), AL);
  }

  private final class Told implements Journal {
    @Override
    public void write(List<MailEvent> told) {
      throw new AssertionError("nobody was told that it is not on disk yet");
    }

    @Override
    public void writeDurably(List<MailEvent> told) {
      if (isJournalFull) {
        throw new JournalUnavailable("the disk is full", null);
      }
      events.addAll(told);
    }
  }
}
