package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tracking.TestLinks.NOON;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import relay.domain.identity.IdentityTokens;
import relay.domain.mail.Content;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.tenancy.StreamBuilder;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;
import relay.domain.tenancy.TrackingMode;

/** Which mail is tracked, and how. */
class MailTrackingTest {
  private static final MailOwner NEWS = new MailOwner("acme", "news", "c-1", "spring");
  private static final MailOwner SUMS = new MailOwner("acme", "sums", "c-1", "");
  private static final Pattern CLICK = Pattern.compile(TestTracking.BASE + "c/([A-Za-z0-9_-]+)");
  private static final Pattern OPEN = Pattern.compile(TestTracking.BASE + "o/([A-Za-z0-9_-]+)");
  private static final Tenancy TENANCY =
      Tenancies.with(
          Tenant.of("acme"),
          StreamBuilder.aStream("acme", "news").tracking(TrackingMode.IDENTIFIED).build(),
          StreamBuilder.aStream("acme", "sums").tracking(TrackingMode.AGGREGATE).build(),
          StreamBuilder.aStream("acme", "plain").build());
  private final TrackedLinks links = TestTracking.links(1);
  private final MailTracking tracking = TestTracking.of(links, () -> TENANCY, () -> NOON);

  private static QueuedMail mail(MailOwner owner, String mail) {
    return MailBuilder.aMail()
        .to("bob@example.org")
        .unsigned()
        .owner(owner)
        .content(Content.of(mail.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  private static QueuedMail html(MailOwner owner) {
    return mail(
            owner,
            "Content-Type: text/html; charset=utf-8\r\n\r\n"
                + "<a href=\"https://a.example/?uid=1\">x</a>\r\n")
        .tracked();
  }

  private String tracked(QueuedMail mail) throws IOException {
    Content content = tracking.tracked(mail, tracking.plan(mail).orElseThrow());
    return new String(content.bytes().orElseThrow(), StandardCharsets.UTF_8);
  }

  private List<TrackedLink> linksIn(String mail, Pattern pattern) {
    List<TrackedLink> found = new ArrayList<>();
    // our links are longer than a line, and were broken
    Matcher words = pattern.matcher(mail.replace("=\r\n", ""));
    while (words.find()) {
      found.add(((LinkVerdict.Genuine) links.check(words.group(1), NOON)).link());
    }
    return found;
  }

  @Test
  void shouldTellTheRecipientInIdentifiedMail() throws IOException {
    QueuedMail mail = html(NEWS);
    String changed = tracked(mail);

    var bob =
        Optional.of(
            new TrackedRecipient(
                mail.entry().mail(), mail.envelope().recipients().get(0).address()));
    MailOwner owner = new MailOwner("acme", "news", "", "spring");
    assertThat(linksIn(changed, CLICK))
        .containsExactly(
            new TrackedLink(VisitKind.CLICK, owner, NOON, 1, bob, "https://a.example/?uid=1"));
    assertThat(linksIn(changed, OPEN))
        .containsExactly(new TrackedLink(VisitKind.OPEN, owner, NOON, 0, bob, ""));
    assertThat(tracking.plan(mail).orElseThrow().isSingle()).isTrue();
  }

  @Test
  void shouldTellNobodyInAggregateMail() throws IOException {
    QueuedMail mail = html(SUMS);

    assertThat(tracking.plan(mail).orElseThrow().isSingle()).isFalse();
    assertThat(linksIn(tracked(mail), CLICK))
        .singleElement()
        .satisfies(link -> assertThat(link.recipient()).isEmpty());
  }

  @Test
  void shouldTrackNothingThatWasNotAskedFor() {
    QueuedMail asGiven = mail(NEWS, "Content-Type: text/html\r\n\r\nx");

    assertThat(tracking.plan(asGiven)).isEmpty();
    assertThat(tracking.plan(asGiven.tracked())).isPresent();
  }

  @Test
  void shouldTrackAMailAtItsFirstTouchOnly() {
    QueuedMail mail = html(NEWS);

    assertThat(tracking.plan(mail.signed(mail.content()))).isEmpty();
    assertThat(tracking.plan(mail.part(1, "mx", mail.envelope().recipients()))).isEmpty();
    assertThat(tracking.plan(mail.afterAttempt(mail.envelope().recipients(), NOON))).isEmpty();
    assertThat(tracking.plan(mail.afterWait(NOON))).as("it only waited").isPresent();
  }

  @Test
  void shouldTrackNothingWhenTheStreamWantsItNoMore() {
    assertThat(tracking.plan(html(new MailOwner("acme", "plain", "")))).isEmpty();
    assertThat(tracking.plan(html(new MailOwner("acme", "gone", "")))).isEmpty();
  }

  @Test
  void shouldTrackNothingWithoutAKeyOrAnAddress() {
    var keyless = new TrackedLinks(() -> IdentityTokens.NONE);

    assertThat(TestTracking.of(keyless, () -> TENANCY, () -> NOON).plan(html(NEWS))).isEmpty();
    assertThat(TestTracking.none().plan(html(NEWS))).isEmpty();
  }

  @Test
  void shouldLeaveLargeMailAlone() {
    long max = TestTracking.settings().mailMax();
    var large = html(NEWS).withContent(Content.of(new byte[(int) max + 1]));

    assertThat(tracking.plan(large)).isEmpty();
    assertThat(tracking.plan(large.withContent(Content.of(new byte[(int) max])))).isPresent();
  }

  @Test
  void shouldLeaveLinksToUnsubscribeAndToOurselvesAlone() throws IOException {
    String untracked =
        "<a href=\"https://a.example/leave?u=1\"></a><a href=\"" + TestTracking.BASE + "u/x\"></a>";
    QueuedMail mail =
        mail(
                NEWS,
                "List-Unsubscribe: <mailto:l@example.com>,\r\n <https://a.example/leave?u=1>\r\n"
                    + "Content-Type: text/html\r\n\r\n"
                    + untracked
                    + "<a href=\"https://a.example/tea\"></a>")
            .tracked();

    String changed = tracked(mail).replace("=\r\n", "").replace("=3D", "=");

    assertThat(changed).contains(untracked);
    assertThat(linksIn(changed, CLICK)).hasSize(1);
  }

  @Test
  void shouldGiveBackTheVeryContentWhereThereIsNoHtml() throws IOException {
    QueuedMail mail = mail(NEWS, "Subject: x\r\n\r\nhttps://a.example/\r\n").tracked();

    assertThat(tracking.tracked(mail, tracking.plan(mail).orElseThrow())).isSameAs(mail.content());
  }

  @Test
  void shouldTrackContentThatIsInAFile() throws IOException {
    QueuedMail mail = html(NEWS);
    byte[] octets = mail.content().bytes().orElseThrow();
    QueuedMail inFile =
        mail.withContent(
            new Content() {
              @Override
              public long size() {
                return octets.length;
              }

              @Override
              public InputStream open() {
                return new ByteArrayInputStream(octets);
              }
            });

    assertThat(tracked(inFile)).isEqualTo(tracked(mail));
  }

  @Test
  void shouldTrackHtmlThatIsYetToBecomeAMail() {
    var plan = tracking.plan(NEWS, Lane.BULK).orElseThrow();
    var bob = Optional.of(new TrackedRecipient(TestLinks.MAIL, TestLinks.BOB));

    String html = tracking.tracked("<a href=\"https://a.example/ü\">x</a>", plan, NEWS, bob);

    assertThat(linksIn(html, CLICK))
        .extracting(TrackedLink::target, TrackedLink::recipient)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("https://a.example/%C3%BC", bob));
    assertThat(linksIn(html, OPEN)).hasSize(1);
  }

  @Test
  void shouldNotTellTheRecipientInTheHtmlOfAnAggregateStream() {
    var plan = tracking.plan(SUMS, Lane.BULK).orElseThrow();
    var bob = Optional.of(new TrackedRecipient(TestLinks.MAIL, TestLinks.BOB));

    String html = tracking.tracked("<a href=\"https://a.example/\">x</a>", plan, SUMS, bob);

    assertThat(linksIn(html, CLICK).get(0).recipient()).isEmpty();
  }
}
