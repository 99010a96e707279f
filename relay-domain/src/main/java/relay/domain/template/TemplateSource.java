package relay.domain.template;

import java.util.Map;

/**
 * What an author writes.
 *
 * @param preheader what mail programs show beside the subject; empty: none
 * @param html empty: the mail has a text only
 * @param text empty: made from the HTML
 * @param defaults values for names that the data does not have
 */
public record TemplateSource(
    String subject,
    String preheader,
    String html,
    String text,
    Map<String, String> defaults,
    MissingValue missing) {
  public static final int SUBJECT_CHARS_MAX = 1000;
  public static final int HTML_CHARS_MAX = 150_000;
  public static final int TEXT_CHARS_MAX = 50_000;
  public static final int DEFAULTS_MAX = 100;

  /** Of each part with its partials in it. */
  static final int EXPANDED_CHARS_MAX = 400_000;

  public TemplateSource {
    defaults = Map.copyOf(defaults);
    if (html.isEmpty() && text.isEmpty()) {
      throw new IllegalArgumentException("a template has a text or HTML");
    }
  }

  /** The text of a part by its name. */
  String part(String name) {
    return switch (name) {
      case TemplateFields.SUBJECT -> subject;
      case TemplateFields.PREHEADER -> preheader;
      case TemplateFields.HTML -> html;
      default -> text;
    };
  }
}
