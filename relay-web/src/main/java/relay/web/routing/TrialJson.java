package relay.web.routing;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import relay.domain.control.Fields;
import relay.domain.delivery.HostProbe;
import relay.domain.routing.NextHop;
import relay.domain.routing.RuleVerdict;
import relay.domain.routing.TargetState;
import relay.domain.routing.TargetTrial;
import relay.domain.routing.TargetView;
import relay.web.json.Json;

/** What a test of the routes found, in JSON. */
final class TrialJson {
  private TrialJson() {}

  static JsonArrayBuilder rules(List<RuleVerdict> verdicts) {
    JsonArrayBuilder rules = Json.array();
    for (RuleVerdict verdict : verdicts) {
      JsonObjectBuilder rule =
          Json.object()
              .add("route", verdict.route())
              .add("order", verdict.order())
              .add("matched", verdict.failing().isEmpty());
      verdict.failing().ifPresent(why -> rule.add("does_not_hold", why));
      rules.add(rule);
    }
    return rules;
  }

  static JsonObjectBuilder of(TargetTrial target) {
    JsonObjectBuilder out = Json.object().add("hop", target.hop().name());
    if (target.hop() instanceof NextHop.Barred barred) {
      out.add("reply", barred.why().toString());
    }
    target.health().ifPresent(view -> health(view, out));
    target
        .terms()
        .ifPresent(
            terms -> {
              out.add("residency", Fields.word(terms.residency()));
              terms.profile().ifPresent(profile -> out.add("profile", profile.id()));
            });
    target.left().ifPresent(left -> out.add("left_today", left));
    return out;
  }

  private static void health(TargetView view, JsonObjectBuilder out) {
    out.add("state", view.state().label());
    if (view.state() != TargetState.UP) {
      out.add("since", view.since().toString()).add("tried_at", view.triedAt().toString());
    }
    if (!view.trouble().isEmpty()) {
      out.add("last_trouble", view.trouble()).add("last_trouble_at", view.troubleAt().toString());
    }
  }

  static JsonArrayBuilder hosts(List<HostProbe> probes) {
    JsonArrayBuilder hosts = Json.array();
    for (HostProbe probe : probes) {
      JsonArrayBuilder steps = Json.array();
      for (HostProbe.Step step : probe.steps()) {
        steps.add(
            Json.object()
                .add("step", Fields.word(step.stage()))
                .add("good", step.isGood())
                .add("text", step.text()));
      }
      hosts.add(
          Json.object()
              .add("host", probe.host())
              .add("address", probe.address())
              .add("good", probe.isGood())
              .add("steps", steps));
    }
    return hosts;
  }
}
