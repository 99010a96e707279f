package relay.domain.template;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;

/** The JSON form of what an author writes. */
public final class TemplateFields {
  public static final String SUBJECT = "subject";
  public static final String PREHEADER = "preheader";
  public static final String HTML = "html";
  public static final String TEXT = "text";
  public static final String DEFAULTS = "defaults";
  public static final String MISSING = "missing";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,99}");

  private TemplateFields() {}

  /**
   * @throws InvalidField naming the field that breaks a rule
   */
  static TemplateSource read(JsonObject json) {
    return read(
        json,
        TemplateSource.SUBJECT_CHARS_MAX,
        TemplateSource.HTML_CHARS_MAX,
        TemplateSource.TEXT_CHARS_MAX);
  }

  /** What was published: with partials, and a text made of the HTML, parts are longer. */
  static TemplateSource readExpanded(JsonObject json) {
    int most = TemplateSource.EXPANDED_CHARS_MAX;
    return read(json, most, most, most);
  }

  private static TemplateSource read(JsonObject json, int lineMax, int htmlMax, int textMax) {
    Fields fields = new Fields(json);
    String html = fields.text(HTML, htmlMax).orElse("");
    String text = fields.text(TEXT, textMax).orElse("");
    if (html.isBlank() && text.isBlank()) {
      throw fields.invalid(HTML, "must be given, or text");
    }
    Fields given = fields.within(DEFAULTS);
    if (given.names().size() > TemplateSource.DEFAULTS_MAX) {
      throw fields.invalid(DEFAULTS, "must be at most " + TemplateSource.DEFAULTS_MAX + " texts");
    }
    Map<String, String> defaults = new TreeMap<>();
    for (String name : given.names()) {
      if (!NAME.matcher(name).matches()) {
        throw fields.invalid(
            DEFAULTS, "must have names of letters, digits, underscores and hyphens, without dots");
      }
      given.text(name).ifPresent(value -> defaults.put(name, value));
    }
    return new TemplateSource(
        line(fields, SUBJECT, lineMax),
        line(fields, PREHEADER, lineMax),
        // a part of blanks alone would be shown instead of the text
        html.isBlank() ? "" : html,
        text,
        defaults,
        fields.word(MISSING, MissingValue.class).orElse(MissingValue.EMPTY));
  }

  private static String line(Fields fields, String name, int charsMax) {
    String line = fields.text(name, charsMax).orElse("");
    if (!OneLine.is(line)) {
      throw fields.invalid(name, "must be one line without control characters");
    }
    return line;
  }

  public static JsonObject write(TemplateSource source) {
    JsonObjectBuilder out = ControlJson.object();
    add(out, SUBJECT, source.subject());
    add(out, PREHEADER, source.preheader());
    add(out, HTML, source.html());
    add(out, TEXT, source.text());
    if (!source.defaults().isEmpty()) {
      JsonObjectBuilder defaults = ControlJson.object();
      new TreeMap<>(source.defaults()).forEach(defaults::add);
      out.add(DEFAULTS, defaults);
    }
    return out.add(MISSING, Fields.word(source.missing())).build();
  }

  private static void add(JsonObjectBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.add(name, value);
    }
  }
}
