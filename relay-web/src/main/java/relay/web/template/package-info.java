/**
 * Templates of tenants beside what can be asked of every object: versions, preview, check, test
 * mail.
 *
 * <p>Invariant: whatever is rendered here goes out as JSON, never as a page. Way in: {@link
 * relay.web.template.TemplateVersionResource}.
 */
package relay.web.template;
