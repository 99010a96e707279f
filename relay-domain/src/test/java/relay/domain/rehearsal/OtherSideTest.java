package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientOutcome;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ReplyJudge;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.FlowRules;
import relay.domain.traffic.TrafficSettings;

class OtherSideTest {
  private static final FlowRules RULES =
      TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of())).flows();
  private static final SmtpReply SLOWLY = SmtpReply.received(451, List.of("4.7.1 slowly"));

  @Test
  void shouldHaveTheSitesAndDomainsOfItsModel() {
    OtherSide side = side(SampleModel.with("\"sites\":3,\"domains\":2"));

    assertThat(side.sites()).isEqualTo(3);
    assertThat(IntStream.range(0, 3).mapToObj(i -> side.place(i).site().name()))
        .containsExactly("mx0.x.example", "mx1.x.example", "mx2.x.example");
    assertThat(IntStream.range(0, 4).mapToObj(i -> side.place(2).domainOf(i)))
        .containsExactly(
            "d0.s2.x.example", "d1.s2.x.example", "d0.s2.x.example", "d1.s2.x.example");
  }

  @Test
  void shouldGiveEachSiteServersOfItsOwn() {
    OtherSide side = side(SampleModel.with("\"sites\":2"));

    assertThat(side.place(0).servers()).isNotSameAs(side.place(1).servers());
    assertThat(side.place(0).servers()).isSameAs(side.place(0).servers());
    assertThat(side.place(1).servers().standing()).isEqualTo(0.7);
  }

  @Test
  void shouldStandForTheProviderThatOurRulesKnow() {
    ProviderModels models = ProviderModels.shipped();

    assertThat(side(models.named("google")).place(0).site().provider().orElseThrow().id())
        .isEqualTo("google");
    assertThat(side(models.named("patient")).place(0).site().provider()).isEmpty();
  }

  @Test
  void shouldKnowItsHosts() {
    OtherSide side = side(SampleModel.with("\"sites\":2"));

    assertThat(side.has(List.of("mx1.x.example"))).isTrue();
    assertThat(side.has(List.of("mx2.x.example"))).isFalse();
    assertThat(side.has(List.of("mx0.x.example", "mx1.x.example"))).isFalse();
    assertThat(side.has(List.of())).isFalse();
  }

  @Test
  void shouldReportOneReplyForEachRecipient() {
    OtherSide side = side(SampleModel.with(""));

    TransmissionReport report = side.report(new ModelledSite.Answer(2, 1, Optional.of(SLOWLY)), 6);

    assertThat(report.replies())
        .extracting(reply -> reply.reply().code())
        .containsExactly(250, 250, 550, 451, 451, 451);
    assertThat(report.replies())
        .extracting(RecipientReply::stage)
        .containsExactly(
            Stage.FINAL_DOT, Stage.FINAL_DOT, Stage.RCPT, Stage.RCPT, Stage.RCPT, Stage.RCPT);
    assertThat(report.replies())
        .allMatch(reply -> reply.host().host().equals("mx0.x.example") && !reply.inDoubt());
  }

  @Test
  void shouldCountEqualRepliesInTheirOrder() {
    OtherSide side = side(SampleModel.with(""));
    TransmissionReport mixed = side.report(new ModelledSite.Answer(5, 2, Optional.of(SLOWLY)), 11);
    TransmissionReport taken = side.report(new ModelledSite.Answer(3, 0, Optional.empty()), 3);
    TransmissionReport refused = side.report(new ModelledSite.Answer(0, 0, Optional.of(SLOWLY)), 1);

    assertThat(OtherSide.counted(mixed).values()).containsExactly(5, 2, 4);
    assertThat(OtherSide.counted(mixed).keySet())
        .extracting(reply -> reply.reply().code())
        .containsExactly(250, 550, 451);
    assertThat(OtherSide.counted(taken).values()).containsExactly(3);
    assertThat(OtherSide.counted(refused).values()).containsExactly(1);
  }

  @Test
  void shouldSayTheSameWithTheSameObject() {
    OtherSide side = side(SampleModel.with(""));
    SmtpReply equal = SmtpReply.received(451, List.of("4.7.1 slowly"));

    RecipientReply first =
        side.report(new ModelledSite.Answer(0, 0, Optional.of(SLOWLY)), 1).replies().get(0);
    RecipientReply second =
        side.report(new ModelledSite.Answer(0, 0, Optional.of(equal)), 1).replies().get(0);

    assertThat(equal).isNotSameAs(SLOWLY);
    assertThat(second).isSameAs(first);
  }

  @Test
  void shouldBeUnderstoodByTheJudgeOfTheMailPath() {
    OtherSide side = side(SampleModel.with(""));
    var judge = new ReplyJudge();

    List<RecipientReply> replies =
        side.report(new ModelledSite.Answer(1, 1, Optional.of(SLOWLY)), 3).replies();

    assertThat(judge.judge(replies.get(0))).isInstanceOf(RecipientOutcome.Delivered.class);
    assertThat(judge.judge(replies.get(1))).isInstanceOf(RecipientOutcome.Failed.class);
    assertThat(judge.judge(replies.get(2))).isInstanceOf(RecipientOutcome.Deferred.class);
  }

  @Test
  void shouldTellWhatWasNotTriedFromWhatWas() {
    SmtpReply own = SmtpReply.local(451, "4.4.1", "was not tried");

    RecipientReply said = OtherSide.untried(own);

    assertThat(said.reply()).isSameAs(own);
    assertThat(said.host()).isEqualTo(HostTrace.NONE);
    assertThat(new ReplyJudge().judge(said)).isInstanceOf(RecipientOutcome.Deferred.class);
  }

  private static OtherSide side(ProviderModel model) {
    return new OtherSide(model, RULES, 0.7, new Random(1));
  }
}
