package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.reception.SendingFixture.ACME;
import static relay.domain.reception.SendingFixture.NOW;
import static relay.domain.reception.SendingFixture.OWN;
import static relay.domain.reception.SendingFixture.holder;
import static relay.domain.reception.SendingFixture.path;
import static relay.domain.reception.SendingFixture.policy;
import static relay.domain.reception.SendingFixture.refusal;
import static relay.domain.reception.SendingFixture.taken;
import static relay.domain.reception.SendingFixture.withDefaultFrom;
import static relay.domain.tenancy.Tenancies.credential;
import static relay.domain.tenancy.Tenancies.domain;
import static relay.domain.tenancy.Tenancies.scope;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.tenancy.ForeignSender;

class SenderRewriteTest {
  @Test
  void shouldPutForeignSendersUnderTheStreamsDomainWhereTheTenantWishesIt() throws IOException {
    var policy =
        policy(
            ACME.withForeignSender(ForeignSender.REWRITE),
            domain("acme", "acme.example"),
            withDefaultFrom("press", "acme.example"),
            credential("acme", "c-1").withScope(scope(Set.of("press"), Set.of(), Set.of())));
    String foreign = "From: Wor Press <www@host.example>\r\nSender: x@host.example\r\n\r\nHi\r\n";

    Ruling.Taken taken = taken(policy, holder("acme", "c-1"), "www@host.example", foreign);

    assertThat(taken.mail().envelope().sender()).isEqualTo(path("www@acme.example"));
    var stored =
        new HeaderCompletion("relay.example")
            .complete(
                taken.mail(),
                policy.headerOf(taken.mail().content()),
                true,
                taken.authors(),
                new relay.domain.mail.QueueId("0khr3vqs0abcdefghjkm"),
                NOW);
    String text = new String(stored.open().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text)
        .contains("From: Wor Press <www@acme.example>\r\n", "Reply-To: <www@host.example>\r\n")
        .doesNotContain("Sender:", "<www@host.example>\r\nSender")
        .endsWith("\r\n\r\nHi\r\n");
  }

  @Test
  void shouldRefuseAForeignSenderThatThereIsNoDomainToPutUnder() {
    var policy =
        policy(
            ACME.withForeignSender(ForeignSender.REWRITE),
            domain("acme", "acme.example"),
            withDefaultFrom("press", "notours.example"),
            credential("acme", "c-1").withScope(scope(Set.of("press"), Set.of(), Set.of())));

    assertThat(refusal(policy, holder("acme", "c-1"), "www@host.example", OWN))
        .contains("default From domain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"From: a@x.example\nBcc: v@y.example\n", "From: \"a\r\n b\" <a@x.example>\n"})
  void shouldInjectNoFieldWhenItRewrites(String fields) {
    var policy =
        policy(
            ACME.withForeignSender(ForeignSender.REWRITE),
            domain("acme", "acme.example"),
            withDefaultFrom("press", "acme.example"),
            credential("acme", "c-1").withScope(scope(Set.of("press"), Set.of(), Set.of())));

    Ruling.Taken taken =
        taken(
            policy,
            holder("acme", "c-1"),
            "al@acme.example",
            fields.replace("\n", "\r\n") + "\r\n");

    for (String line : taken.authors().orElseThrow().split("\r\n")) {
      assertThat(line).matches("(From|Reply-To): .*");
    }
  }
}
