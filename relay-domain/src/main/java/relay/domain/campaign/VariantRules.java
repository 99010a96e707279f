package relay.domain.campaign;

import java.util.Optional;
import relay.domain.campaign.variant.Variant;
import relay.domain.campaign.variant.VariantTest;
import relay.domain.control.ControlState;
import relay.domain.control.Refusal;
import relay.domain.template.CompiledTemplate;
import relay.domain.template.TemplateKind;
import relay.domain.template.TemplateVersionKind;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.TrackingMode;

/** What the mail of a campaign, and each form of it, needs to be there. */
final class VariantRules {
  private VariantRules() {}

  static Optional<Refusal> fault(ControlState state, Campaign campaign) {
    CampaignPlan plan = campaign.plan();
    Optional<Refusal> fault =
        template(state, campaign, "", plan.template(), plan.templateVersion());
    for (Variant variant : plan.variants().all()) {
      String field = "variants." + variant.name() + ".";
      Optional<Variant> form = Optional.of(variant);
      fault =
          fault
              .or(
                  () ->
                      template(
                          state, campaign, field, plan.template(form), variant.templateVersion()))
              .or(() -> subject(field, variant));
    }
    return fault.or(() -> test(state, campaign)).or(() -> canary(plan)).or(() -> patience(plan));
  }

  /** A test begins when all of its sample are on their way, and would wait for days. */
  private static Optional<Refusal> patience(CampaignPlan plan) {
    return plan.variants().test().isPresent() && plan.cappedWait().isPresent()
        ? Optional.of(
            new Refusal.Invalid(
                CampaignKind.CAPPED_WAIT,
                "must be left out beside test, which begins when nobody of its sample waits"))
        : Optional.empty();
  }

  /** A canary is the beginning of the sample, so it must leave some of that. */
  private static Optional<Refusal> canary(CampaignPlan plan) {
    return plan.variants()
        .test()
        .map(VariantTest::sample)
        .filter(sample -> plan.canary().filter(c -> c.percent().intValue() >= sample).isPresent())
        .map(
            sample ->
                new Refusal.Invalid(
                    "canary.percent",
                    "must be less than test.sample, which is "
                        + sample
                        + ": the canary goes ahead of the sample that the test is made on"));
  }

  private static Optional<Refusal> test(ControlState state, Campaign campaign) {
    boolean needsToKnowWho =
        campaign
            .plan()
            .variants()
            .test()
            .filter(test -> test.metric() != VariantTest.Metric.CONVERSIONS)
            .isPresent();
    boolean isTold =
        state
            .find(TenancyKinds.STREAM, campaign.tenant(), campaign.plan().stream())
            .filter(stream -> stream.tracking().mode() == TrackingMode.IDENTIFIED)
            .isPresent();
    return needsToKnowWho && !isTold
        ? Optional.of(
            new Refusal.Invalid(
                "test.metric",
                "needs a stream with tracking=identified: of others nobody knows how many"
                    + " recipients opened and clicked"))
        : Optional.empty();
  }

  private static Optional<Refusal> template(
      ControlState state,
      Campaign campaign,
      String field,
      String template,
      Optional<Integer> version) {
    String tenant = campaign.tenant();
    if (state.find(TemplateKind.TEMPLATE, tenant, template).isEmpty()) {
      return Optional.of(
          new Refusal.Invalid(field + "template", "must be a template of the tenant"));
    }
    return version
        .filter(
            number ->
                state.find(TemplateVersionKind.VERSION, tenant, template + "@" + number).isEmpty())
        .map(
            number ->
                new Refusal.Invalid(
                    field + "template_version", "must be a published version of the template"));
  }

  private static Optional<Refusal> subject(String field, Variant variant) {
    return variant
        .subject()
        .flatMap(CompiledTemplate::faultOfSubject)
        .map(fault -> new Refusal.Invalid(field + "subject", "cannot be used: " + fault));
  }
}
