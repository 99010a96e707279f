package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.egress.EgressFixture.pool;
import static relay.domain.egress.EgressFixture.source;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.egress.EgressFixture;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.StreamBuilder;
import relay.domain.traffic.Site;
import relay.domain.traffic.Source;
import relay.domain.warmup.WarmUpFixture;

/** Which of our addresses a mail leaves from, and by which object. */
class SourceExplainerTest {
  private static final Site SITE = new Site("mx.example", List.of("mx.example"), Optional.empty());
  private static final MailOwner OWNER = new MailOwner("default", "weekly", "");
  private final EgressFixture egress =
      new EgressFixture()
          .has("127.0.0.2")
          .with(
              source("one", "'ipv4':'127.0.0.2','weight':4"), source("two", "'ipv4':'127.0.0.3'"));

  @Test
  void shouldSayNothingWhileThereAreNoPools() {
    assertThat(steps("")).isEmpty();
    assertThat(explainer().of(OWNER, "")).containsExactly(Source.DEFAULT);
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
    assertThat(explainer().of(OWNER, "")).extracting(Source::name).containsExactly("one");
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

  @Test
  void shouldSayHowFarASourceIsWarmedUp() {
    egress.with(
        pool("news", "'sources':['one'],'tenants':['default']"),
        WarmUpFixture.plan("one", "'base':{'*':48}"));
    List<Source> sources = explainer().of(OWNER, "");

    Step step = explainer().warmUps(sources, () -> SITE, WarmUpFixture.MONDAY).get(0);

    assertThat(step.topic()).isEqualTo(Topic.WARM_UP);
    assertThat(step.effect()).isEqualTo(Effect.GO);
    assertThat(step.says())
        .isEqualTo(
            "one is being warmed up for other sites: day 1 of 22, 0 of 48 sent today, 2 left in"
                + " this hour");
    assertThat(step.by()).singleElement().hasToString("warm-up one");
  }

  @Test
  void shouldSayUntilWhenMailWaitsForAWarmUp() {
    egress.with(
        pool("news", "'sources':['one'],'tenants':['default']"),
        WarmUpFixture.plan("one", "'mode':'paused'"));
    List<Source> sources = explainer().of(OWNER, "");

    Step step = explainer().warmUps(sources, () -> SITE, WarmUpFixture.MONDAY).get(0);

    assertThat(step.effect()).isEqualTo(Effect.WAIT);
    assertThat(step.until()).hasValue(WarmUpFixture.MONDAY.plusSeconds(3600));
    assertThat(step.says()).contains("its warm-up is paused");
  }

  @Test
  void shouldSayNothingOfWarmUpWithoutAPlan() {
    assertThat(
            explainer()
                .warmUps(
                    List.of(Source.DEFAULT),
                    () -> {
                      throw new AssertionError("nobody is to be asked");
                    },
                    WarmUpFixture.MONDAY))
        .isEmpty();
  }

  private SourceExplainer explainer() {
    return new SourceExplainer(egress.desk(new Random(1)), WarmUpFixture.over(egress::state));
  }

  private List<Step> steps(String senderDomain) {
    return explainer().steps(OWNER, senderDomain);
  }
}
