package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.reception.ReceptionSettingsFixture.settings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Content;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Notify;
import relay.domain.mail.OptionsBuilder;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.reception.InboundShares.Share;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;

class InboundSharesTest {
  private static final String TOKEN = "2gnuj3qqqgaaaaaaaaaaahqaimrqmmzm";
  private static final EmailAddress ANN = EmailAddress.parse("ann@corp.example");
  private static final ReversePath STRANGER = ReversePath.parse("eve@e.example");
  private final Tenancy tenancy =
      Tenancies.with(
          domain("b.example", true, OtherMail.REFUSE),
          domain("q.example", false, OtherMail.QUEUE),
          domain("f.example", false, OtherMail.FORWARD),
          new InboundDomain("default", DomainName.of("mx.example"), 1));
  private final ReceptionPolicy policy =
      new ReceptionPolicy(settings().build(), Set.of()).over(tenancy);

  private static InboundDomain domain(String name, boolean feedback, OtherMail other) {
    return new InboundDomain(
        "default",
        DomainName.of(name),
        1,
        feedback,
        Optional.of(ANN),
        other,
        Optional.of(ANN),
        Optional.of("app.in"),
        Optional.empty());
  }

  private static Submission mail(MailOptions options, String... recipients) {
    List<Recipient> all = new ArrayList<>();
    for (String each : recipients) {
      all.add(
          new Recipient(
              EmailAddress.parse(each), Set.of(Notify.SUCCESS), Optional.of("rfc822;" + each)));
    }
    return new Submission(
        Clients.stranger(),
        new Envelope(STRANGER, all, options),
        Content.of("Subject: x\r\n\r\nhi\r\n".getBytes(StandardCharsets.US_ASCII)),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void shouldLeaveMailAloneThatGoesOnByItsRoutes() {
    Submission mail = mail(MailOptions.NONE, "bob@mx.example", "al@elsewhere.example");

    assertThat(InboundShares.isPlain(mail.envelope(), tenancy)).isTrue();
    assertThat(InboundShares.of(mail, tenancy))
        .singleElement()
        .satisfies(s -> assertThat(s.mail().envelope()).isEqualTo(mail.envelope()));
  }

  @Test
  void shouldSortRecipientsByWhereTheirMailGoes() {
    Submission mail =
        mail(
            MailOptions.NONE,
            "bob@mx.example",
            "b-" + TOKEN + "@b.example",
            "fbl@b.example",
            "orders@q.example",
            "info@f.example",
            "abuse@b.example");

    List<Share> shares = InboundShares.of(mail, tenancy);

    assertThat(InboundShares.isPlain(mail.envelope(), tenancy)).isFalse();
    assertThat(shares).hasSize(3);
    assertThat(addresses(shares.get(0))).containsExactly("bob@mx.example");
    assertThat(shares.get(0).feedback()).isFalse();
    assertThat(addresses(shares.get(1)))
        .containsExactly("b-" + TOKEN + "@b.example", "fbl@b.example", "orders@q.example");
    assertThat(shares.get(1).feedback()).isTrue();
    assertThat(addresses(shares.get(2))).containsExactly("ann@corp.example");
    assertThat(shares.get(2).writtenTo()).contains(EmailAddress.parse("info@f.example"));
  }

  /** Or every failure behind us would go to whoever a spammer named as the sender. */
  @Test
  void shouldForwardFromTheNullPathWithoutAnyReportBeingWanted() {
    MailOptions asked = OptionsBuilder.asking().eightBit().envelopeId("QQ").priority(4).build();

    Share share = InboundShares.of(mail(asked, "abuse@b.example"), tenancy).get(0);

    Envelope onward = share.mail().envelope();
    assertThat(onward.sender().isNull()).isTrue();
    assertThat(onward.recipients())
        .containsExactly(new Recipient(ANN, Set.of(Notify.NEVER), Optional.empty()));
    assertThat(onward.options().eightBit()).isTrue();
    assertThat(onward.options().envelopeId()).isEmpty();
    assertThat(onward.options().priority()).isZero();
  }

  @Test
  void shouldRefuseAtRcptWhatTheDomainDoesNotHave() {
    Verdict verdict =
        policy.rcpt(Clients.stranger(), STRANGER, EmailAddress.parse("bob@b.example"), 0);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class, r -> assertThat(r.reply().toString()).startsWith("550 5.1.1"));
    assertThat(policy.rcpt(Clients.stranger(), STRANGER, EmailAddress.parse("fbl@b.example"), 0))
        .isEqualTo(Verdict.ALLOWED);
  }

  /** Every trick with an address: what a stranger may write to ends with us or with our people. */
  @Test
  void shouldNeverCarryAStrangersMailToWhomHeChose() {
    String[] domains = {"b.example", "q.example", "f.example", "B.EXAMPLE", "other.example"};
    Chance.rounds(
        5000,
        random -> {
          Optional<EmailAddress> any = any(random, Chance.oneOf(random, domains));
          if (any.isEmpty()
              || policy.rcpt(Clients.stranger(), STRANGER, any.get(), 0)
                  instanceof Verdict.Refused) {
            return;
          }

          assertThat(any.get().domain().toLowerCase(Locale.ROOT)).isNotEqualTo("other.example");
          for (Share share :
              InboundShares.of(mail(MailOptions.NONE, any.get().toString()), tenancy)) {
            boolean toUs = share.feedback();
            boolean toAnn = addresses(share).equals(List.of(ANN.toString()));
            assertThat(toUs || toAnn).as(any.get().toString()).isTrue();
          }
        });
  }

  private static Optional<EmailAddress> any(Random random, String domain) {
    String[] locals = {
      "fbl",
      "b-" + TOKEN,
      "u-" + TOKEN,
      "abuse",
      "postmaster",
      "dmarc",
      "bob",
      "victim%other.example",
      "b-" + TOKEN + "%other.example",
      "\"victim@other.example\"",
      "other.example!victim",
      "fbl+victim=other.example",
      "unsubscribe@other.example",
      "b-"
    };
    try {
      return Optional.of(EmailAddress.parse(Chance.oneOf(random, locals) + "@" + domain));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<String> addresses(Share share) {
    return share.mail().envelope().recipients().stream().map(r -> r.address().toString()).toList();
  }
}
