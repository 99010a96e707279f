package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.audit.Actor;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;
import relay.domain.mail.EmailAddress;
import relay.domain.suppression.SuppressionSubject;

/** Addresses of contacts beyond ASCII (RFC 6531, RFC 5891), and those that are none. */
class ContactAddressTest {
  private static final Actor ANN = new Actor("ann", "test");

  @ParameterizedTest
  @CsvSource({
    "ann@b\u00fccher.example, ann@xn--bcher-kva.example, false",
    "ANN@B\u00dcCHER.EXAMPLE, ann@xn--bcher-kva.example, false",
    "Ann@XN--BCHER-KVA.example, ann@xn--bcher-kva.example, false",
    "j\u00f6rg@example.org, j\u00f6rg@example.org, true",
    "J\u00d6RG@Example.ORG, j\u00f6rg@example.org, true",
    "\u7528\u6237@\u4f8b\u5b50.example, \u7528\u6237@xn--fsqu00a.example, true",
    "a.b+c@example.org, a.b+c@example.org, false",
    "a@[IPv6:2001:db8::1], a@[ipv6:2001:db8::1], false",
  })
  void shouldKnowAMailboxHoweverItIsWritten(String written, String subject, boolean needsUtf8) {
    ContactFields contact = fields(written);

    assertThat(contact.subject().text()).isEqualTo(subject);
    assertThat(contact.address().needsSmtpUtf8()).isEqualTo(needsUtf8);
    assertThat(Contacts.fields(ContactJson.write(contact).toString())).isEqualTo(contact);
  }

  @ParameterizedTest
  @CsvSource({
    "ann@b\u00fccher.example, ANN@xn--bcher-kva.example",
    "j\u00f6rg@example.org, J\u00d6RG@EXAMPLE.org",
    "bob@example.org, Bob@example.org",
  })
  void shouldMakeOneContactOfTwoWritings(String first, String second) {
    var desk = new InMemoryContactDesk().declaring(Contacts.SCHEMA);
    String id = ((ContactOutcome.Done) desk.create("acme", fields(first), ANN)).contact().id();

    assertThat(desk.create("acme", fields(second), ANN)).isEqualTo(new ContactOutcome.Taken(id));
    assertThat(desk.create("other", fields(second), ANN)).isInstanceOf(ContactOutcome.Done.class);
    assertThat(desk.of(EmailAddress.parse(second))).hasSize(2);
    assertThat(desk.list("acme", of(second), Optional.empty(), 10).contacts())
        .singleElement()
        .satisfies(contact -> assertThat(contact.fields().address()).isEqualTo(parse(first)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@",
        "ann",
        "ann@",
        "@example.org",
        "ann@exa mple.org",
        "ann@-example.org",
        "ann@example-.org",
        "ann@example..org",
        "ann@.example.org",
        "ann@example.org.",
        "ann@1.2.3.4",
        "ann@[1.2.3]",
        "ann@[1.2.3.4",
        "ann@[IPv6:::::1]",
        ".ann@example.org",
        "ann.@example.org",
        "a..b@example.org",
        "a b@example.org",
        "<ann@example.org>",
        "Ann <ann@example.org>",
        "ann@example.org, bob@example.org",
        "ann@example.org;bob@example.org",
        "ann(x)@example.org",
        "\\\"ann@example.org",
        "ann@ex\u2028ample.org",
        "a\u2028b@example.org",
        "a\u0085b@example.org",
        "ann@example.org\\r\\nBcc: bob@example.org",
        "ann\\u0000@example.org",
        "ann@xn--.example",
        "\\ud83dann@example.org"
      })
  void shouldRefuseWhatIsNoMailbox(String written) {
    assertThatThrownBy(() -> fields(written))
        .isInstanceOfSatisfying(
            InvalidField.class,
            e -> {
              assertThat(e.field()).isEqualTo("address");
              assertThat(e.rule()).isEqualTo("must be an address such as bob@example.org");
            });
  }

  /** RFC 5321 4.5.3.1.1 counts octets: 32 letters of two octets are the most. */
  @Test
  void shouldBoundTheLocalPartInOctets() {
    assertThat(fields("a".repeat(64) + "@example.org").address().localPart()).hasSize(64);
    assertThat(fields("\u00f6".repeat(32) + "@example.org").address().localPart()).hasSize(32);
    assertThatThrownBy(() -> fields("a".repeat(65) + "@example.org"))
        .isInstanceOf(InvalidField.class);
    assertThatThrownBy(() -> fields("\u00f6".repeat(33) + "@example.org"))
        .isInstanceOf(InvalidField.class);
  }

  @Test
  void shouldBoundTheDomain() {
    String label = "a".repeat(63) + ".";
    String most = label.repeat(3) + "a".repeat(61);

    assertThat(fields("ann@" + most).subject().domain()).hasSize(253);
    assertThatThrownBy(() -> fields("ann@" + most + "a")).isInstanceOf(InvalidField.class);
    assertThatThrownBy(() -> fields("ann@" + "a".repeat(64) + ".example"))
        .isInstanceOf(InvalidField.class);
  }

  /** Whatever is taken is found again, and is no other than its A-labels say. */
  @Test
  void shouldTakeAnyAddressOrRefuseItByItsField() {
    Chance.rounds(
        1_000,
        random -> {
          String written = any(random);
          ContactFields contact;
          try {
            contact = fields(written);
          } catch (InvalidField e) {
            assertThat(e.field()).as(written).isEqualTo("address");
            return;
          }
          SuppressionSubject subject = contact.subject();
          assertThat(subject.text()).isEqualTo(subject.text().toLowerCase(Locale.ROOT));
          assertThat(subject.domain().chars()).allMatch(c -> c > ' ' && c < 127);
          assertThat(SuppressionSubject.of(parse(subject.text()))).isEqualTo(subject);
          assertThat(Contacts.fields(ContactJson.write(contact).toString())).isEqualTo(contact);
        });
  }

  @Test
  void shouldAskForTheDomainInAnyWritingOfIt() {
    List<SegmentCondition> asked = new ArrayList<>();
    for (String domain :
        List.of("b\u00fccher.example", "B\u00dcCHER.example", "xn--bcher-kva.EXAMPLE")) {
      asked.add(
          new SegmentReader(Contacts.SCHEMA)
              .read(ControlJson.object().add("domain", domain).build()));
    }

    assertThat(asked)
        .allMatch(
            new SegmentCondition.InDomain(fields("x@b\u00fccher.example").subject().domain())
                ::equals);
  }

  private static ContactFilter of(String address) {
    return new ContactFilter(
        Optional.of(SuppressionSubject.of(parse(address))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String any(Random random) {
    StringBuilder address = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      address.append(
          Chance.oneOf(random, "a", "B", ".", "\u00f6", "\u00df", "\u7528", "+", "-", "x1"));
    }
    address.append(Chance.oneOf(random, "@", "@", "@", "@@", ""));
    for (int i = random.nextInt(4); i >= 0; i--) {
      address.append(
          Chance.oneOf(random, "a", "C", "\u00fc", "\u4f8b", ".", "-", "_", "xn--", "9", "\u00df"));
    }
    return address.append(Chance.oneOf(random, ".example", ".org", "", ".1")).toString();
  }

  private static EmailAddress parse(String address) {
    return EmailAddress.parse(address);
  }

  /** The text stands in the document with the escapes that it brings. */
  private static ContactFields fields(String address) {
    return Contacts.fields("{\"address\":\"" + address + "\"}");
  }
}
