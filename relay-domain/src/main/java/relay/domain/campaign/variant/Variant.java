package relay.domain.campaign.variant;

import java.util.Optional;

/**
 * One form of a campaign's mail. What is empty is the campaign's own.
 *
 * @param template id of another template
 * @param templateVersion of its template; of a template of its own the newest at the start stands
 *     here then
 * @param subject in the place of the template's, with the same places for values
 * @param fromName name beside the address that it is from; empty text: none
 * @param weight its share, beside the weights of the others
 */
public record Variant(
    String name,
    Optional<String> template,
    Optional<Integer> templateVersion,
    Optional<String> subject,
    Optional<String> fromName,
    int weight) {

  /** The same with this version of its template. */
  public Variant withVersion(Optional<Integer> version) {
    return new Variant(name, template, version, subject, fromName, weight);
  }
}
