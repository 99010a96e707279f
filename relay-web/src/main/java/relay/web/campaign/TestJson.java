package relay.web.campaign;

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignTests;
import relay.domain.campaign.variant.TestCourse;
import relay.domain.campaign.variant.TestScore;
import relay.domain.campaign.variant.VariantTest;
import relay.domain.control.Fields;
import relay.web.json.Json;

/** How the test of a campaign stands, as JSON. */
final class TestJson {
  private TestJson() {}

  /** Empty when the campaign has none. */
  static Optional<JsonObjectBuilder> of(Campaign campaign, CampaignTests tests) {
    return campaign.plan().variants().test().map(test -> of(campaign, test, tests));
  }

  private static JsonObjectBuilder of(Campaign campaign, VariantTest test, CampaignTests tests) {
    TestCourse course = campaign.run().test();
    JsonObjectBuilder out = Json.object().add("metric", Fields.word(test.metric()));
    course
        .sentAt()
        .ifPresent(
            at ->
                out.add("sent_at", at.toString())
                    .add("decides_at", at.plus(test.delay()).toString()));
    if (course.won().isEmpty()) {
      TestScore score = tests.score(campaign, test);
      return out.add("best", score.best())
          .add("chance", score.chance())
          .add("significant", score.isSignificant());
    }
    TestCourse.Won won = course.won().get();
    out.add("winner", won.variant())
        .add("won_by", Fields.word(won.by()))
        .add("won_at", won.at().toString());
    won.chance().ifPresent(chance -> out.add("chance", chance));
    return out;
  }
}
