package relay.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.mail.DomainName;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.mail.ReversePath;
import relay.domain.tenancy.FeedbackAddress;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.InboundPlace;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.ReturnPathForm;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;

class ReturnPathsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final QueueId MAIL = QueueId.next(NOON, () -> 7L);
  private static final MailOwner NEWS = new MailOwner("acme", "news", "");
  private static final ReversePath ALICE = ReversePath.parse("alice@acme.example");
  private static final DomainName BOUNCE = DomainName.of("bounce.acme.example");
  private static final InboundDomain DOMAIN =
      new InboundDomain(
          "acme",
          BOUNCE,
          1,
          true,
          Optional.empty(),
          OtherMail.REFUSE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private final IdentityTokens tokens = TestTokens.of(1);
  private Tenancy tenancy =
      Tenancies.with(
          DOMAIN, aStream("acme", "news").lane(Lane.BULK).returnPath(ReturnPathForm.TOKEN).build());
  private final ReturnPaths paths = new ReturnPaths(() -> tokens, () -> tenancy);

  @Test
  void shouldUseTheFeedbackDomainOfAStreamThatAsksForTokens() {
    assertThat(paths.domain(NEWS, Lane.BULK, ALICE)).contains(BOUNCE);
    assertThat(paths.domain(new MailOwner("acme", "bulk", ""), Lane.BULK, ALICE)).isEmpty();
    assertThat(paths.domain(new MailOwner("shop", "news", ""), Lane.BULK, ALICE)).isEmpty();
  }

  @Test
  void shouldUseTheFeedbackDomainOfThePlatformForTenantsThatHaveNone() {
    DomainName shared = DomainName.of("bounce.relay.example");
    InboundDomain platform =
        new InboundDomain(
            "",
            shared,
            1,
            true,
            Optional.empty(),
            OtherMail.REFUSE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var news = aStream("acme", "news").lane(Lane.BULK).returnPath(ReturnPathForm.TOKEN).build();
    tenancy = Tenancies.with(platform, news);
    assertThat(paths.domain(NEWS, Lane.BULK, ALICE)).contains(shared);

    tenancy = Tenancies.with(platform, news, DOMAIN);

    assertThat(paths.domain(NEWS, Lane.BULK, ReversePath.parse("a@relay.example")))
        .as("its own, however much nearer the platform's is")
        .contains(BOUNCE);
  }

  /** RFC 5321 4.5.5: what is sent from the null path must not come back. */
  @ParameterizedTest
  @ValueSource(strings = {"", "alice@[192.0.2.1]"})
  void shouldLeaveAPathAloneThatHasNoDomain(String sender) {
    assertThat(paths.domain(NEWS, Lane.BULK, ReversePath.parse(sender))).isEmpty();
  }

  @Test
  void shouldLeaveThePathAloneWithoutAFeedbackDomain() {
    tenancy =
        Tenancies.with(
            aStream("acme", "news").lane(Lane.BULK).returnPath(ReturnPathForm.TOKEN).build());

    assertThat(paths.domain(NEWS, Lane.BULK, ALICE)).isEmpty();
    assertThat(paths.messageId(MAIL, NEWS, Lane.BULK, ALICE, 1)).isEmpty();
  }

  @Test
  void shouldLeaveThePathAloneWhileThereIsNoKey() {
    var keyless = new ReturnPaths(() -> IdentityTokens.NONE, () -> tenancy);

    assertThat(keyless.domain(NEWS, Lane.BULK, ALICE)).isEmpty();
    assertThat(ReturnPaths.NONE.domain(NEWS, Lane.BULK, ALICE)).isEmpty();
  }

  /** What is written on the way out must be understood on the way in. */
  @Test
  void shouldWriteAddressesThatTheDomainReadsAgain() {
    ReturnPaths.Mark mark = paths.mark(MAIL, 3, BOUNCE);

    assertThat(tokens.check(mark.token(), NOON)).isEqualTo(new Genuine(MAIL, 3));
    assertThat(DOMAIN.place(mark.returnPath().localPart()))
        .isEqualTo(new InboundPlace.Feedback(FeedbackAddress.BOUNCE, mark.token()));
    assertThat(DOMAIN.place(mark.unsubscribe().localPart()))
        .isEqualTo(new InboundPlace.Feedback(FeedbackAddress.UNSUBSCRIBE, mark.token()));
    assertThat(mark.returnPath().domain()).isEqualTo("bounce.acme.example");
    assertThat(mark.returnPath().localPart().length()).isLessThanOrEqualTo(64);
    assertThat(new String(mark.field(), StandardCharsets.US_ASCII))
        .isEqualTo("X-Relay-Token: " + mark.token() + "\r\n");
  }

  @Test
  void shouldTellTheRecipientInAMessageIdOnlyWhereThereIsOne() {
    String one = paths.messageId(MAIL, NEWS, Lane.BULK, ALICE, 1).orElseThrow();
    String many = paths.messageId(MAIL, NEWS, Lane.BULK, ALICE, 2).orElseThrow();

    assertThat(tokens.check(one, NOON)).isEqualTo(new Genuine(MAIL, 0));
    assertThat(tokens.check(many, NOON)).isEqualTo(new Genuine(MAIL, Genuine.WHOLE_MAIL));
  }
}
