// Uses the client that openapi-generator makes: the life of a resource, and errors by their code.
package main

import (
	"crypto/rand"
	"errors"
	"log"
	"net/http"
	"os"
	"slices"

	"example.com/caller/client"
)

func check(ok bool, what any) {
	if !ok {
		log.Fatalf("not as expected: %v", what)
	}
}

// refused returns the status and the code of an error.
func refused(response *http.Response, err error) (int, client.ErrorCode) {
	var failure *client.GenericOpenAPIError
	check(errors.As(err, &failure), err)
	body, ok := failure.Model().(client.ApiError)
	check(ok, failure.Error())
	return response.StatusCode, body.Error
}

func main() {
	log.SetFlags(log.Lshortfile)
	api, ctx := connect(os.Getenv("BASE_URL"), os.Getenv("PAID_ADMIN_TOKEN"))
	name := "Generated " + rand.Text()
	spec := client.NewResourceSpec(name, os.Getenv("PAID_CREDENTIAL_ID"), client.AWS, "SECURITY_GROUP", "sg-0abc123def456")
	spec.SetRegion("eu-central-1")
	config := client.NewConfig()
	config.SetPort(443)
	config.SetProtocol("tcp")
	config.AdditionalProperties = map[string]any{"note": "kept"}
	spec.SetConfig(*config)

	var created []string
	for range 3 {
		resource, err := create(ctx, api, *spec)
		check(err == nil, err)
		created = append(created, resource.Id)
	}
	one := created[0]

	got, response, err := api.GetResource(ctx, one).Execute()
	check(err == nil, err)
	settings := got.GetConfig()
	check(settings.GetPort() == 443 && settings.AdditionalProperties["note"] == "kept", settings)
	check(got.LastVerifiedAt.Get() == nil && !got.CreatedAt.IsZero(), got)
	tag := response.Header.Get("ETag")

	var sizes []int
	var listed []string
	err = pages(ctx, api, 2, func(page []client.Resource) {
		sizes = append(sizes, len(page))
		for _, each := range page {
			if each.Name == name {
				listed = append(listed, each.Id)
			}
		}
	})
	check(err == nil && len(sizes) > 1 && slices.Max(sizes) <= 2, err)
	check(slices.Equal(listed, created), listed)

	patch := client.NewResourcePatch()
	config.SetPort(8443)
	patch.SetConfig(*config)
	updated, _, err := api.UpdateResource(ctx, one).IfMatch(tag).ResourcePatch(*patch).Execute()
	check(err == nil, err)
	settings = updated.GetConfig()
	check(settings.GetPort() == 8443, settings)
	_, response, err = api.UpdateResource(ctx, one).IfMatch(tag).ResourcePatch(*patch).Execute()
	status, code := refused(response, err)
	check(status == 412 && code == client.PRECONDITION_FAILED, code)

	verified, _, err := api.VerifyResource(ctx, one).Prefer("wait=10").Execute()
	check(err == nil && verified.IsActive, err)

	for _, id := range created {
		_, err = api.DeleteResource(ctx, id).Execute()
		check(err == nil, err)
	}
	_, response, err = api.GetResource(ctx, one).Execute()
	status, code = refused(response, err)
	check(status == 404 && code == client.RESOURCE_NOT_FOUND, code)
}
