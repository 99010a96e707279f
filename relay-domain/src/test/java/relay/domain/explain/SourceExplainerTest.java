package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.egress.EgressFixture.pool;
import static relay.domain.egress.EgressFixture.source;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.egress.EgressFixture;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.StreamBuilder;
import relay.domain.traffic.Source;

/** Which of our addresses a mail leaves from, and by which object. */
class SourceExplainerTest {
  private static final MailOwner OWNER = new MailOwner("default", "weekly", "");
  private final EgressFixture egress =
      new EgressFixture()
          .has("127.0.0.2")
          .with(
              source("one", "'ipv4':'127.0.0.2','weight':4"), source("two", "'ipv4':'127.0.0.3'"));

  @Test
  void shouldSayNothingWhileThereAreNoPools() {
    assertThat(steps("")).isEmpty();
    assertThat(new SourceExplainer(egress.desk(new Random(1))).of(OWNER, ""))
        .containsExactly(Source.DEFAULT);
  }

  @Test
  void shouldNamePoolSourcesAndTheObjectThatDecides() {
    egress.with(
        pool("news", "'sources':['one','two']"),
        StreamBuilder.aStream("default", "weekly").egressPool("news").build());

    Step step = steps("").get(0);

    assertThat(step.topic()).isEqualTo(Topic.SOURCE);
    assertThat(step.says())
        .isEqualTo(
            "it leaves from egress pool news, from one of one (weight 4) that has room; two cannot"
                + " be used: 127.0.0.3 is no address of this machine");
    assertThat(step.by()).singleElement().hasToString("stream default/weekly");
    assertThat(new SourceExplainer(egress.desk(new Random(1))).of(OWNER, ""))
        .extracting(Source::name)
        .containsExactly("one");
  }

  @Test
  void shouldSayThatAMailWaitsWhereNoSourceCanBeUsed() {
    egress.with(
        pool("p", "'sources':['two'],'selection':'ordered','sender_domains':['a.example']"));

    assertThat(steps("a.example").get(0).effect()).isEqualTo(Effect.WAIT);
    assertThat(steps("a.example").get(0).by()).singleElement().hasToString("egress-pool p");
    assertThat(steps("b.example").get(0).effect()).isEqualTo(Effect.GO);
    assertThat(steps("b.example").get(0).says()).isEqualTo("it leaves as the settings say");
  }

  @Test
  void shouldSayWhatTheStreamAskedForInVain() {
    egress.with(StreamBuilder.aStream("default", "weekly").egressPool("gone").build());

    assertThat(steps("").get(0).says())
        .isEqualTo(
            "it leaves as the settings say (egress pool gone of stream weekly is not there)");
  }

  private List<Step> steps(String senderDomain) {
    return new SourceExplainer(egress.desk(new Random(1))).steps(OWNER, senderDomain);
  }
}
