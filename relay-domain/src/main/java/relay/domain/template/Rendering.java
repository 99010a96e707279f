package relay.domain.template;

import java.util.Optional;

/** What came of rendering a template for one recipient. */
public sealed interface Rendering {
  /**
   * @param subject one line
   * @param html empty when the template has none
   */
  record Rendered(String subject, Optional<String> html, String text) implements Rendering {}

  /**
   * This recipient gets no mail of it.
   *
   * @param missing name of the value that is missing, when that is the reason
   * @param why a sentence without the name of the template
   */
  record Refused(Optional<String> missing, String why) implements Rendering {}
}
