package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.identity.ReturnPaths;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.signing.DkimResult;
import relay.domain.signing.DkimStatus;
import relay.domain.signing.DkimVerifier;
import relay.domain.signing.TestKeys;
import relay.domain.signing.VerifierLimits;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.TrackingMode;
import relay.domain.tracking.LinkVerdict.Genuine;
import relay.domain.tracking.TestTracking;
import relay.domain.tracking.TrackedLink;
import relay.domain.tracking.TrackedLinks;
import relay.domain.tracking.TrackedRecipient;

/** What goes over the wire of mail of a tracked stream. */
class TrackedMailTest extends WorkerTest {
  private static final Pattern LINK = Pattern.compile(TestTracking.BASE + "c/([A-Za-z0-9_-]+)");
  private final TestKeys keys = TestKeys.forExampleOrg();
  private final TrackedLinks links = TestTracking.links(1);
  private Stream stream = tracked(TrackingMode.IDENTIFIED);

  private static Stream tracked(TrackingMode mode) {
    return aStream("default", "news").lane(Lane.BULK).tracking(mode).build();
  }

  @Test
  void shouldBeSignedAfterItsLinksWereChanged() throws IOException {
    worker().work(news().to("bob@b.example").build().tracked());

    String mail = sent(0);
    assertThat(link(mail).target()).isEqualTo("https://a.example/");
    assertThat(mail).contains("o/").doesNotContain("href=\"https://a.example/");
    assertThat(
            new DkimVerifier(keys, () -> NOW, VerifierLimits.DEFAULT)
                .verify(Content.of(mail.getBytes(StandardCharsets.US_ASCII))).stream()
                    .map(DkimResult::status))
        .isNotEmpty()
        .containsOnly(DkimStatus.PASS);
  }

  @Test
  void shouldGiveEachRecipientLinksOfHisOwnWhereTheyTellHim() throws IOException {
    worker().work(news().to("a@one.example", "b@one.example").build().tracked());
    assertThat(transmission.orders()).as("each in a mail of his own").isEmpty();

    List<Optional<TrackedRecipient>> told = new ArrayList<>();
    for (QueuedMail copy : List.copyOf(queues.mails())) {
      worker().work(copy);
      told.add(link(sent(told.size())).recipient());
    }
    assertThat(told)
        .containsExactly(
            Optional.of(new TrackedRecipient(MailBuilder.ID, EmailAddress.parse("a@one.example"))),
            Optional.of(new TrackedRecipient(MailBuilder.ID, EmailAddress.parse("b@one.example"))));
  }

  @Test
  void shouldGoToAllRecipientsAtOnceWhereItTellsNobody() throws IOException {
    stream = tracked(TrackingMode.AGGREGATE);

    worker().work(news().to("a@one.example", "b@one.example").build().tracked());

    assertThat(transmission.orders()).hasSize(1);
    assertThat(link(sent(0)).recipient()).isEmpty();
  }

  @Test
  void shouldHaveTheSameLinksForEachNextHopWhereItTellsNobody() throws IOException {
    stream = tracked(TrackingMode.AGGREGATE);

    worker().work(news().to("a@one.example", "b@two.example").build().tracked());

    List<TrackedLink> found = new ArrayList<>();
    for (QueuedMail copy : List.copyOf(queues.mails())) {
      worker().work(copy);
      found.add(link(sent(found.size())));
    }
    assertThat(found).hasSize(2).containsOnly(found.get(0));
  }

  @Test
  void shouldKeepItsLinksWhenNobodyAskedToHaveThemTracked() throws IOException {
    worker().work(news().to("a@one.example", "b@one.example").build());

    assertThat(transmission.orders()).hasSize(1);
    assertThat(sent(0)).contains("href=\"https://a.example/\"").doesNotContain(TestTracking.BASE);
  }

  @Test
  void shouldKeepItsLinksWhenTheStreamWantsItNoMore() throws IOException {
    stream = tracked(TrackingMode.OFF);

    worker().work(news().to("bob@b.example").build().tracked());

    assertThat(sent(0)).contains("href=\"https://a.example/\"");
  }

  @Test
  void shouldBeTrackedOnceHoweverOftenItIsTried() throws IOException {
    transmission.answering(451, "4.3.0 later");
    worker().work(news().to("bob@b.example").build().tracked());
    QueuedMail again = queues.mails().get(0);

    worker().work(again);

    assertThat(links(sent(1))).hasSize(1).isEqualTo(links(sent(0)));
  }

  private TrackedLink link(String mail) {
    List<TrackedLink> found = links(mail);
    assertThat(found).as(mail).hasSize(1);
    return found.get(0);
  }

  private List<TrackedLink> links(String mail) {
    List<TrackedLink> found = new ArrayList<>();
    Matcher words = LINK.matcher(mail.replace("=\r\n", ""));
    while (words.find()) {
      found.add(((Genuine) links.check(words.group(1), NOW)).link());
    }
    return found;
  }

  /** As it goes over the wire. */
  private String sent(int number) throws IOException {
    TransmissionOrder order = transmission.orders().get(number);
    try (var in = order.content().open()) {
      return new String(order.addedFields(), StandardCharsets.US_ASCII)
          + new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static MailBuilder news() {
    return aMail()
        .lane(Lane.BULK)
        .owner(new MailOwner("default", "news", ""))
        .from("alice@example.org")
        .unsigned()
        .content(
            MailBuilder.contentOf(
                "From: alice@example.org\r\nSubject: n\r\nContent-Type: text/html\r\n\r\n"
                    + "<a href=\"https://a.example/\">hi</a>\r\n"));
  }

  private DeliveryWorker worker() {
    Tenancy tenancy = Tenancies.with(stream);
    var workshop = workshop(() -> tenancy);
    return workshop.worker(
        keys, new Marking(ReturnPaths.NONE, TestTracking.of(links, () -> tenancy, () -> NOW)));
  }
}
