package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.ReturnPaths;
import relay.domain.identity.TestTokens;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimStatus;
import relay.domain.signing.DkimVerifier;
import relay.domain.signing.TestKeys;
import relay.domain.signing.VerifierLimits;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tracking.TestTracking;

/** What mail of a stream carries that offers to unsubscribe (RFC 8058). */
class UnsubscribableMailTest extends WorkerTest {
  private static final Pattern LINK =
      Pattern.compile("List-Unsubscribe: <https://mail\\.example\\.com/u/([a-z2-7]{32})>,");
  private final TestKeys keys = TestKeys.forExampleOrg();
  private final IdentityTokens tokens = TestTokens.of(1);
  private Stream stream = aStream("default", "news").lane(Lane.BULK).unsubscribe().build();
  private Optional<URI> publicUrl = Optional.of(URI.create("https://mail.example.com/"));

  @Test
  void shouldCarryALinkOfItsRecipientAndTheFieldThatPromisesOneClick() throws IOException {
    worker().work(news("").to("bob@b.example").build());

    String mail = sent(0);
    Matcher link = LINK.matcher(mail);
    assertThat(link.find()).as(mail).isTrue();
    String token = link.group(1);
    assertThat(tokens.check(token, Instant.EPOCH)).isEqualTo(new Genuine(MailBuilder.ID, 0));
    assertThat(mail)
        .contains("<mailto:u-" + token + "@bounce.example.org?subject=unsubscribe>\r\n")
        .contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  }

  @Test
  void shouldHaveBothFieldsWithinTheSignature() throws IOException {
    worker().work(news("").to("bob@b.example").build());
    String mail = sent(0);

    assertThat(mail.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
        .containsPattern("h=[a-z0-9:-]*:list-unsubscribe:[a-z0-9:-]*list-unsubscribe-post");
    assertThat(statuses(mail)).isNotEmpty().containsOnly(DkimStatus.PASS);
    assertThat(statuses(mail.replace("mail.example.com/u/", "evil.example/u/")))
        .containsOnly(DkimStatus.FAIL);
    assertThat(statuses(mail.replace("=One-Click\r\n", "=Two-Clicks\r\n")))
        .containsOnly(DkimStatus.FAIL);
    assertThat(statuses(mail.replaceFirst("\r\n\r\n", "\r\nList-Unsubscribe-Post: x\r\n\r\n")))
        .containsOnly(DkimStatus.FAIL);
  }

  @Test
  void shouldGiveEachRecipientALinkOfHisOwn() throws IOException {
    worker().work(news("").to("a@one.example", "b@one.example").build());

    List<Object> places = new ArrayList<>();
    for (QueuedMail copy : List.copyOf(queues.mails())) {
      worker().work(copy);
      Matcher link = LINK.matcher(sent(places.size()));
      assertThat(link.find()).isTrue();
      places.add(tokens.check(link.group(1), Instant.EPOCH));
    }
    assertThat(places)
        .containsExactly(new Genuine(MailBuilder.ID, 0), new Genuine(MailBuilder.ID, 1));
  }

  @Test
  void shouldOfferToUnsubscribeByMailWhereNoAddressForHttpIsSet() throws IOException {
    publicUrl = Optional.empty();

    worker().work(news("").to("bob@b.example").build());

    assertThat(sent(0))
        .contains("List-Unsubscribe: <mailto:u-")
        .doesNotContain("http", "\r\nList-Unsubscribe-Post: ");
  }

  @Test
  void shouldKeepTheWayThatTheApplicationOffers() throws IOException {
    worker()
        .work(news("LIST-UNSUBSCRIBE: <https://own.example/x>\r\n").to("bob@b.example").build());

    assertThat(sent(0))
        .contains("LIST-UNSUBSCRIBE: <https://own.example/x>\r\n")
        .doesNotContain("mail.example.com", "\r\nList-Unsubscribe-Post: ");
  }

  @Test
  void shouldCarryNothingOfItWhereTheStreamDoesNotSaySo() throws IOException {
    stream =
        aStream("default", "news")
            .lane(Lane.BULK)
            .returnPath(relay.domain.tenancy.ReturnPathForm.TOKEN)
            .build();

    worker().work(news("").to("bob@b.example").build());

    assertThat(sent(0)).contains("X-Relay-Token: ").doesNotContain("List-Unsubscribe: ");
  }

  private List<DkimStatus> statuses(String mail) throws IOException {
    return new DkimVerifier(keys, () -> NOW, VerifierLimits.DEFAULT)
        .verify(Content.of(mail.getBytes(StandardCharsets.US_ASCII))).stream()
            .map(DkimResult::status)
            .toList();
  }

  /** As it goes over the wire. */
  private String sent(int number) throws IOException {
    TransmissionOrder order = transmission.orders().get(number);
    try (var in = order.content().open()) {
      return new String(order.addedFields(), StandardCharsets.US_ASCII)
          + new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static MailBuilder news(String more) {
    return aMail()
        .lane(Lane.BULK)
        .owner(new MailOwner("default", "news", ""))
        .from("alice@example.org")
        .unsigned()
        .content(
            MailBuilder.contentOf(
                "From: alice@example.org\r\n" + more + "Subject: n\r\n\r\nhi\r\n"));
  }

  private DeliveryWorker worker() {
    Tenancy tenancy =
        Tenancies.with(
            new InboundDomain(
                "default",
                DomainName.of("bounce.example.org"),
                1,
                true,
                Optional.empty(),
                OtherMail.REFUSE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            stream);
    var workshop = workshop(() -> tenancy);
    return workshop.worker(
        keys,
        new Marking(
            new ReturnPaths(() -> tokens, () -> tenancy, () -> publicUrl), TestTracking.none()));
  }
}
