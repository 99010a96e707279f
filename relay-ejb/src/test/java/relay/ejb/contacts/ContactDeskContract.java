package relay.ejb.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.contacts.ConsentSource.API;
import static relay.domain.contacts.ConsentSource.IMPORT;
import static relay.domain.contacts.ConsentSource.ONE_CLICK;
import static relay.domain.contacts.ConsentSource.PREFERENCES;
import static relay.domain.contacts.ConsentState.CONFIRMED;
import static relay.domain.contacts.ConsentState.PENDING;
import static relay.domain.contacts.ConsentState.UNSUBSCRIBED;
import static relay.domain.contacts.Contacts.NEWS;
import static relay.domain.contacts.Contacts.WEEKLY;
import static relay.domain.contacts.Contacts.consent;
import static relay.ejb.contacts.ContactNode.AL;
import static relay.ejb.contacts.ContactNode.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.AttributeType;
import relay.domain.contacts.AttributeValue;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentOutcome;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactChoice;
import relay.domain.contacts.ContactDesk.Page;
import relay.domain.contacts.ContactFields;
import relay.domain.contacts.ContactFilter;
import relay.domain.contacts.ContactFrequency;
import relay.domain.contacts.ContactOutcome;
import relay.domain.contacts.Contacts;
import relay.domain.control.InvalidField;
import relay.domain.mail.EmailAddress;
import relay.domain.privacy.ErasureOrder;
import relay.domain.suppression.SuppressionSubject;
import relay.ejb.database.Database;

/** What contacts promise, on every database. */
interface ContactDeskContract {
  String ANN =
      "{\"address\":\"Ann@Example.org\",\"locale\":\"de-AT\",\"zone\":\"Europe/Vienna\","
          + "\"attributes\":{\"name\":\"Ann %_'\\\"\",\"age\":41.5,\"born\":\"1884-05-01\","
          + "\"vip\":false,\"tags\":[\"a\",\"b c\"]}}";

  /** Open, with empty tables. */
  Database database();

  @Test
  default void shouldKeepAllOfAContact() {
    var node = new ContactNode(database());

    Contact ann = node.make(ANN);

    assertThat(ann.fields()).isEqualTo(Contacts.fields(ANN));
    assertThat(ann.version()).isEqualTo(1);
    assertThat(ann.createdAt()).isEqualTo(NOON);
    assertThat(node.desk.find("acme", ann.id())).contains(ann);
    assertThat(node.audit()).last().isEqualTo("contact-create contact " + ann.id());
  }

  @Test
  default void shouldKeepOneContactForEachMailboxOfATenant() {
    var node = new ContactNode(database());
    Contact ann = node.known("ann@example.org");
    ContactFields again = Contacts.fields("{\"address\":\"ANN@example.org\"}");

    assertThat(node.desk.create("acme", again, AL)).isEqualTo(new ContactOutcome.Taken(ann.id()));
    assertThat(node.desk.create("other", again, AL)).isInstanceOf(ContactOutcome.Done.class);
    assertThat(node.desk.of(EmailAddress.parse("ann@EXAMPLE.org")))
        .extracting(Contact::tenant)
        .containsExactly("acme", "other");
  }

  @Test
  default void shouldTellTheProofsOfSeveralAtOnce() {
    var node = new ContactNode(database());
    Contact ann = node.known("ann@example.org");
    Contact bob = node.known("bob@example.org");
    node.desk.consent("acme", ann.id(), NEWS, consent(NEWS, CONFIRMED, API), AL);
    node.desk.consent("acme", ann.id(), NEWS, consent(NEWS, UNSUBSCRIBED, API), AL);

    Map<String, List<Consent>> proofs = node.desk.proofs("acme", List.of(ann, bob));

    assertThat(proofs.get(ann.id()))
        .extracting(Consent::state)
        .containsExactly(CONFIRMED, UNSUBSCRIBED);
    assertThat(proofs).doesNotContainKey(bob.id());
    assertThat(node.desk.proofs("other", List.of(ann))).isEmpty();
    assertThat(node.desk.proofs("acme", List.of())).isEmpty();
  }

  @Test
  default void shouldDoAllThatAContactChoseAtOnce() {
    var node = new ContactNode(database());
    Contact ann = node.known("ann@example.org");
    node.desk.consent("acme", ann.id(), NEWS, consent(NEWS, CONFIRMED, API), AL);
    Consent gone = new Consent("gone", CONFIRMED, PREFERENCES, NOON, Optional.empty(), "", "");
    var choice =
        new ContactChoice(
            List.of(
                consent(NEWS, UNSUBSCRIBED, PREFERENCES),
                consent(WEEKLY, CONFIRMED, PREFERENCES),
                gone),
            Optional.of(ContactFrequency.MONTHLY));

    Contact chosen = node.desk.choose("acme", ann.id(), choice, AL).orElseThrow();

    assertThat(chosen.consents()).isEqualTo(Map.of("news", UNSUBSCRIBED, "weekly", CONFIRMED));
    assertThat(chosen.frequency()).isEqualTo(ContactFrequency.MONTHLY);
    assertThat(node.desk.find("acme", ann.id())).contains(chosen);
    assertThat(node.desk.proofs("acme", ann.id()).orElseThrow()).hasSize(3);
    assertThat(node.audit())
        .endsWith(
            "consent-unsubscribed contact " + ann.id(),
            "consent-confirmed contact " + ann.id(),
            "contact-frequency contact " + ann.id());
  }

  @Test
  default void shouldChangeNothingByAChoiceThatStandsAlready() {
    var node = new ContactNode(database());
    Contact ann = node.known("ann@example.org");
    var same = new ContactChoice(List.of(), Optional.of(ContactFrequency.NORMAL));

    assertThat(node.desk.choose("acme", ann.id(), same, AL)).contains(ann);
    assertThat(node.desk.choose("other", ann.id(), same, AL)).isEmpty();
  }

  @Test
  default void shouldLeaveTheFrequencyToTheContactWhenTheTenantReplacesTheFields() {
    var node = new ContactNode(database());
    Contact ann = node.make(ANN);
    var weekly = new ContactChoice(List.of(), Optional.of(ContactFrequency.WEEKLY));
    node.desk.choose("acme", ann.id(), weekly, AL);

    node.desk.change(
        "acme",
        ann.id(),
        Set.of(),
        fields -> Contacts.fields("{\"address\":\"ann@example.org\"}"),
        AL);

    assertThat(node.desk.find("acme", ann.id()).orElseThrow().frequency())
        .isEqualTo(ContactFrequency.WEEKLY);
  }

  @Test
  default void shouldShowNothingOfAnotherTenant() {
    var node = new ContactNode(database());
    String id = node.known("ann@example.org").id();

    assertThat(node.desk.find("other", id)).isEmpty();
    assertThat(node.desk.remove("other", id, AL)).isFalse();
    assertThat(node.desk.proofs("other", id)).isEmpty();
    assertThat(node.desk.change("other", id, Set.of(), f -> f, AL))
        .isEqualTo(new ContactOutcome.Missing());
    assertThat(node.desk.consent("other", id, NEWS, consent(NEWS, CONFIRMED, API), AL))
        .isEqualTo(new ConsentOutcome.Missing());
    assertThat(node.desk.list("other", ContactFilter.ALL, Optional.empty(), 10).contacts())
        .isEmpty();
    assertThat(node.desk.find("acme", "x")).isEmpty();
    assertThat(node.desk.find("acme", "99999999999999999999")).isEmpty();
  }

  @Test
  default void shouldChangeWhatIsAskedForInTheVersionThatIsExpected() {
    var node = new ContactNode(database());
    Contact ann = node.make(ANN);
    node.now = NOON.plus(Duration.ofHours(1));
    ContactFields bare = Contacts.fields("{\"address\":\"ann@example.org\"}");

    assertThat(node.desk.change("acme", ann.id(), Set.of(7L), f -> bare, AL))
        .isEqualTo(new ContactOutcome.Unexpected(Optional.of(ann)));
    var done = (ContactOutcome.Done) node.desk.change("acme", ann.id(), Set.of(1L), f -> bare, AL);

    assertThat(done.contact().fields()).isEqualTo(bare);
    assertThat(done.contact().version()).isEqualTo(2);
    assertThat(done.contact().changedAt()).isEqualTo(node.now);
    assertThat(node.desk.change("acme", ann.id(), Set.of(), f -> bare, AL))
        .as("nothing to change is no version")
        .isEqualTo(done);
    assertThatThrownBy(
            () ->
                node.desk.change(
                    "acme",
                    ann.id(),
                    Set.of(),
                    f -> Contacts.fields("{\"address\":\"bob@example.org\"}"),
                    AL))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("same mailbox");
  }

  @Test
  default void shouldGiveOutPagesByFilterAndEachContactOnce() {
    var node = new ContactNode(database());
    List<String> ids = new ArrayList<>();
    IntStream.range(0, 25).forEach(i -> ids.add(node.known("u" + i + "@example.org").id()));
    Contact last = node.known("last@other.example");
    node.desk.consent("acme", last.id(), NEWS, consent(NEWS, CONFIRMED, API), AL);
    node.desk.consent("acme", ids.get(3), NEWS, consent(NEWS, UNSUBSCRIBED, API), AL);
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page page = node.desk.list("acme", ContactFilter.ALL, cursor, 10);
      page.contacts().forEach(c -> seen.add(c.id()));
      cursor = page.next();
    } while (cursor.isPresent());
    ids.add(last.id());

    assertThat(seen).isEqualTo(ids);
    assertThat(found(node, null, "other.example", null, null)).containsExactly(last.id());
    assertThat(found(node, "LAST@other.example", null, null, null)).containsExactly(last.id());
    assertThat(found(node, null, null, "news", null)).containsExactly(ids.get(3), last.id());
    assertThat(found(node, null, null, "news", "confirmed")).containsExactly(last.id());
    assertThat(found(node, null, null, "weekly", null)).isEmpty();
    assertThatThrownBy(() -> node.desk.list("acme", ContactFilter.ALL, Optional.of("1 or 1=1"), 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> found(
      ContactNode node, String address, String domain, String list, String state) {
    var filter =
        new ContactFilter(
            Optional.ofNullable(address).map(EmailAddress::parse).map(SuppressionSubject::of),
            Optional.ofNullable(domain),
            Optional.ofNullable(list),
            Optional.ofNullable(state).flatMap(relay.domain.contacts.ConsentState::labelled));
    return node.desk.list("acme", filter, Optional.empty(), 100).contacts().stream()
        .map(Contact::id)
        .toList();
  }

  @Test
  default void shouldKeepTheProofOfEachChangeOfAConsent() {
    var node = new ContactNode(database());
    String id = node.known("ann@example.org").id();
    Consent asked = consent(WEEKLY, CONFIRMED, API);

    ConsentOutcome pending = node.desk.consent("acme", id, WEEKLY, asked, AL);
    ConsentOutcome again = node.desk.consent("acme", id, WEEKLY, asked, AL);
    Consent left = consent(WEEKLY, UNSUBSCRIBED, API);
    node.desk.consent("acme", id, WEEKLY, left, AL);

    Consent kept = ((ConsentOutcome.Changed) pending).consent();
    assertThat(kept.state()).isEqualTo(PENDING);
    assertThat(again).isEqualTo(new ConsentOutcome.Kept(PENDING));
    assertThat(node.desk.proofs("acme", id)).contains(List.of(kept, left));
    assertThat(node.desk.find("acme", id).orElseThrow().consents())
        .isEqualTo(Map.of("weekly", UNSUBSCRIBED));
    assertThat(node.audit()).last().isEqualTo("consent-unsubscribed contact " + id);
    assertThat(node.desk.consent("acme", id, WEEKLY, consent(WEEKLY, CONFIRMED, IMPORT), AL))
        .isInstanceOf(ConsentOutcome.Refused.class);
  }

  @Test
  default void shouldEndAConsentByAddressOnceAndNotAfterALaterChoice() {
    var node = new ContactNode(database());
    String id = node.known("ann@example.org").id();
    node.desk.consent("acme", id, NEWS, consent(NEWS, CONFIRMED, API), AL);
    EmailAddress ann = EmailAddress.parse("ANN@example.org");
    Consent left = consent(NEWS, UNSUBSCRIBED, ONE_CLICK);

    assertThat(node.desk.leave("acme", ann, NEWS, left, AL))
        .isEqualTo(new ConsentOutcome.Changed(left));
    assertThat(node.desk.leave("acme", ann, NEWS, left, AL))
        .isEqualTo(new ConsentOutcome.Kept(UNSUBSCRIBED));
    assertThat(node.desk.proofs("acme", id).orElseThrow()).hasSize(2);

    var back =
        new Consent(
            "news", CONFIRMED, PREFERENCES, NOON.plusSeconds(1), Optional.empty(), "", "page");
    node.desk.consent("acme", id, NEWS, back, AL);

    assertThat(node.desk.leave("acme", ann, NEWS, left, AL))
        .isEqualTo(new ConsentOutcome.Kept(CONFIRMED));
    assertThat(node.desk.leave("acme", EmailAddress.parse("bob@example.org"), NEWS, left, AL))
        .isEqualTo(new ConsentOutcome.Missing());
    assertThat(node.desk.leave("zeta", ann, NEWS, left, AL))
        .isEqualTo(new ConsentOutcome.Missing());
  }

  @Test
  default void shouldKeepSomebodyAwayWhoLeftAndWasRemovedAndIsMadeAnew() {
    var node = new ContactNode(database());
    String id = node.known("ann@example.org").id();
    node.desk.consent("acme", id, NEWS, consent(NEWS, UNSUBSCRIBED, API), AL);
    node.desk.consent("acme", id, WEEKLY, consent(WEEKLY, CONFIRMED, API), AL);

    assertThat(node.desk.remove("acme", id, AL)).isTrue();
    assertThat(node.desk.remove("acme", id, AL)).isFalse();
    Contact anew = node.known("Ann@example.org");

    assertThat(anew.id()).isNotEqualTo(id);
    assertThat(node.desk.find("acme", anew.id()).orElseThrow().consents())
        .as("what was agreed to does not come back, what was refused does")
        .isEqualTo(Map.of("news", UNSUBSCRIBED));
  }

  @Test
  default void shouldForgetAnAddressAndKeepThatItLeft() {
    var node = new ContactNode(database());
    String id = node.known("ann@example.org").id();
    node.known("bob@example.org");
    node.desk.consent("acme", id, NEWS, consent(NEWS, UNSUBSCRIBED, API), AL);
    var erased = new ErasedContacts(database(), () -> node.now);
    EmailAddress ann = EmailAddress.parse("ANN@example.org");
    ErasureOrder order = new ErasureOrder("e1", ann, NOON.plusSeconds(1), "secret");

    assertThat(erased.count(order)).isEqualTo(2);
    assertThat(erased.forget(order, "").changed()).isEqualTo(2);
    assertThat(erased.forget(order, "").changed()).isZero();
    assertThat(erased.count(order)).isZero();

    assertThat(node.desk.of(ann)).isEmpty();
    assertThat(node.desk.of(EmailAddress.parse("bob@example.org"))).hasSize(1);
    List<Consent> proofs = new ArrayList<>();
    node.desk.proofs(ann, proof -> proofs.add(proof.consent()));
    assertThat(proofs)
        .singleElement()
        .satisfies(proof -> assertThat(proof.ip()).isEmpty())
        .satisfies(proof -> assertThat(proof.state()).isEqualTo(UNSUBSCRIBED));
    assertThat(node.known("ann@example.org").consents()).isEqualTo(Map.of("news", UNSUBSCRIBED));
  }

  @Test
  default void shouldLetProofsGoLongAfterTheirContact() {
    var node = new ContactNode(database());
    String gone = node.known("ann@example.org").id();
    String there = node.known("bob@example.org").id();
    node.desk.consent("acme", gone, NEWS, consent(NEWS, UNSUBSCRIBED, API), AL);
    node.desk.consent("acme", there, NEWS, consent(NEWS, UNSUBSCRIBED, API), AL);
    node.desk.remove("acme", gone, AL);
    var old = OldProofs.of(database(), () -> Duration.ofDays(30));

    assertThat(old.old(NOON.plus(Duration.ofDays(29)), "", 10)).isEmpty();
    List<String> ids = old.old(NOON.plus(Duration.ofDays(31)), "", 10);
    assertThat(ids).hasSize(1);
    assertThat(old.old(NOON.plus(Duration.ofDays(31)), ids.get(0), 10)).isEmpty();
    assertThat(old.remove(ids)).isEqualTo(1);
    assertThat(old.remove(ids)).isZero();
    assertThat(node.desk.proofs("acme", there)).hasValueSatisfying(p -> assertThat(p).hasSize(1));
    assertThat(node.known("ann@example.org").consents()).isEmpty();
  }

  @Test
  default void shouldKeepValuesOfAnAttributeThatIsDeclaredAgain() {
    var node = new ContactNode(database());
    Contact ann = node.make(ANN);
    node.forget("age");
    assertThat(node.desk.find("acme", ann.id()).orElseThrow().fields().attributes())
        .doesNotContainKey("age")
        .containsKey("vip");

    node.declare("age", AttributeType.NUMBER);

    assertThat(node.desk.find("acme", ann.id())).contains(ann);
  }

  @Test
  default void shouldNeverShowValuesOfAnAttributeWhoseColumnItGotLater() {
    var node = new ContactNode(database());
    Contact ann = node.make(ANN);
    node.forget("age");
    node.forget("born");
    node.forget("vip");
    for (int i = 0; i < 20; i++) {
      node.declare("n" + i, AttributeType.NUMBER);
      node.make(
          "{\"address\":\"u" + i + "@example.org\",\"attributes\":{\"n" + i + "\":" + i + "}}");
    }

    assertThat(node.desk.find("acme", ann.id()).orElseThrow().fields().attributes())
        .containsOnlyKeys("name", "tags");
    assertThat(
            node.desk.list("acme", ContactFilter.ALL, Optional.empty(), 100).contacts().stream()
                .filter(c -> c.fields().attributes().size() == 1)
                .map(c -> c.fields().attributes().values().iterator().next())
                .map(AttributeValue::text))
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(Integer::toString).toList());
  }
}
