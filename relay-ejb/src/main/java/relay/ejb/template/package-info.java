/**
 * Makes the templates of tenants reachable for the doors of the relay.
 *
 * <p>Invariant: no rule of a template is in here. Way in: {@link
 * relay.ejb.template.TemplateProducer}.
 */
package relay.ejb.template;
