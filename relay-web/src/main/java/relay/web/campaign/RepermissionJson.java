package relay.web.campaign;

import jakarta.json.JsonObjectBuilder;
import relay.domain.campaign.report.RepermissionReport.Answers;
import relay.web.json.Json;

/** What came of asking the inactive, as the API shows it. */
final class RepermissionJson {
  private RepermissionJson() {}

  static JsonObjectBuilder of(Answers answers) {
    return Json.object()
        .add("confirmed", answers.confirmed())
        .add("left", answers.left())
        .add("unanswered", answers.unanswered())
        .add("pending", answers.pending());
  }
}
