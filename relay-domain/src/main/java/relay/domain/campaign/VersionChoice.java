package relay.domain.campaign;

import java.util.List;
import java.util.Optional;
import relay.domain.campaign.variant.Variant;
import relay.domain.campaign.variant.Variants;
import relay.domain.template.TemplateDesk;
import relay.domain.template.TemplateVersion;

/**
 * The plan of a campaign with the versions of its templates that are published now, where it does
 * not say which.
 *
 * @param plan empty when a template has no published version
 * @param missing the sentence for that; empty text otherwise
 */
record VersionChoice(Optional<CampaignPlan> plan, String missing) {

  static VersionChoice of(Campaign campaign, TemplateDesk templates) {
    CampaignPlan plan = campaign.plan();
    Optional<Integer> own = chosen(campaign, templates, plan.templateVersion(), plan.template());
    if (own.isEmpty()) {
      return none(plan.template());
    }
    for (Variant variant : plan.variants().all()) {
      if (ofVariant(campaign, templates, variant).isEmpty() && variant.template().isPresent()) {
        return none(variant.template().get());
      }
    }
    Variants fixed = plan.variants().each(v -> v.withVersion(ofVariant(campaign, templates, v)));
    return new VersionChoice(Optional.of(plan.withVersion(own.get(), fixed)), "");
  }

  /** One with the campaign's template has the campaign's version, unless it says another. */
  private static Optional<Integer> ofVariant(
      Campaign campaign, TemplateDesk templates, Variant variant) {
    return variant.template().isEmpty()
        ? variant.templateVersion()
        : chosen(campaign, templates, variant.templateVersion(), variant.template().get());
  }

  private static Optional<Integer> chosen(
      Campaign campaign, TemplateDesk templates, Optional<Integer> version, String template) {
    if (version.isPresent()) {
      return version;
    }
    List<TemplateVersion> versions = templates.versions(campaign.tenant(), template);
    return versions.stream().findFirst().map(TemplateVersion::number);
  }

  private static VersionChoice none(String template) {
    return new VersionChoice(
        Optional.empty(), "template " + template + " has no published version");
  }
}
